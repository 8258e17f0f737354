import { raw } from 'hono/html';
import { Button } from '../../components/button.tsx';
import { Empty } from '../../components/empty.tsx';
import { Segment } from '../../components/segment.tsx';
import { type LiveLink, Page, type PageShell } from '../http/page.tsx';
import { routes } from '../routes.ts';
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

const MACHINE_SLUG = 'this-machine';

export function DashboardPage({
  shell,
  dashboard: { slug, definition },
  range,
  live,
  note: aboutFile,
  cloth,
  mayEdit,
}: DashboardPageProps) {
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
          <Button icon="trash" label={`Delete ${definition.title}`} href={routes.dashboardRemoval.href({ slug })} />
        )}
      </div>
    </>
  );
  // One machine leads to the others.
  const note =
    slug === MACHINE_SLUG ? (
      <>
        {definition.subtitle} ·{' '}
        <a class="link" href={routes.hosts.href()}>
          all hosts
        </a>
      </>
    ) : (
      definition.subtitle
    );
  return (
    <Page {...{ shell, note, live, acts }} title={definition.title} room="home" scripts={['js/panel-keys.js']}>
      {raw(aboutFile)}
      {raw(cloth)}
      {definition.panels.length === 0 && <Empty page title="This dashboard is empty" />}
    </Page>
  );
}
