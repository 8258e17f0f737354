import { raw } from 'hono/html';
import { Button } from '../../components/button.tsx';
import { Segment } from '../../components/segment.tsx';
import { type LiveLink, Page, type PageShell } from '../http/page.tsx';
import { routes } from '../routes.ts';
import { boardNote } from './feed/board-note.tsx';
import { type Range, rangeOptions } from './range.ts';
import type { Dashboard } from './store.ts';

export interface DashboardPageProps {
  readonly shell: PageShell;
  readonly dashboard: Dashboard;
  readonly range: Range;
  readonly live: LiveLink;
  /** What is to be said of its file, as the screen drew it last. */
  readonly note: string;
  /** The panels as the screen drew them last. */
  readonly cloth: string;
  readonly mayEdit: boolean;
}

export function DashboardPage({ shell, dashboard, range, live, note: aboutFile, cloth, mayEdit }: DashboardPageProps) {
  const { slug, definition } = dashboard;
  const ranges = rangeOptions(range, name => routes.dashboard.href({ slug }, { range: name }));
  const acts = (
    <>
      <Segment label="Range" options={ranges} />
      <div class="cluster">
        <Button
          icon="download"
          label={`Export ${definition.title}`}
          href={routes.dashboardFile.href({ slug })}
          attributes={{ download: `${slug}.json` }}
        />
        {mayEdit && (
          <Button icon="lines" label={`File of ${definition.title}`} href={routes.dashboardInFolder.href({ slug })} />
        )}
        {mayEdit && (
          <Button icon="edit" href={routes.dashboardEdit.href({ slug })}>
            Edit
          </Button>
        )}
        {mayEdit && (
          <Button icon="trash" label={`Delete ${definition.title}`} href={routes.dashboardRemoval.href({ slug })} />
        )}
      </div>
    </>
  );
  return (
    <Page shell={shell} title={definition.title} room="home" note={boardNote(dashboard)} live={live} acts={acts}>
      {raw(aboutFile)}
      <div class="board" data-may-edit={mayEdit ? '' : undefined}>
        {raw(cloth)}
      </div>
    </Page>
  );
}
