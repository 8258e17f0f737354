import { raw } from 'hono/html';
import { Button } from '../../../components/button.tsx';
import { Segment } from '../../../components/segment.tsx';
import { type LiveLink, Page, type PageShell } from '../../http/page.tsx';
import { routes } from '../../routes.ts';
import { type Range, rangeOptions } from '../range.ts';
import { EditNote } from './edit-note.tsx';
import { EditOptions } from './edit-options.tsx';
import { EditQueries } from './edit-queries.tsx';
import type { EditView } from './edit-view.ts';

export interface EditPageProps {
  readonly shell: PageShell;
  readonly view: EditView;
  readonly live: LiveLink;
  readonly range: Range;
  /** The panel and its series as the screen drew them last. */
  readonly preview: string;
  readonly series: string;
}

/** One panel: live on top, what it asks for below, how it looks at the side. One form, which is sent as one goes. */
export function EditPage({ shell, view, live, range, preview, series }: EditPageProps) {
  const { slug, boardTitle, panel } = view;
  const href = routes.panelEdit.href({ slug, id: panel.id }, { range: range.name });
  const ranges = rangeOptions(range, name => routes.panelEdit.href({ slug, id: panel.id }, { range: name }));
  const board = (
    <>
      a panel of{' '}
      <a class="link" href={routes.dashboard.href({ slug })}>
        {boardTitle}
      </a>
    </>
  );
  return (
    <Page
      {...{ shell, live }}
      title={panel.title || 'A panel'}
      note={board}
      room="home"
      scripts={['js/query.js']}
      acts={<Segment label="Range" options={ranges} />}
    >
      <form
        class="edit"
        id="edit"
        method="post"
        action={href}
        novalidate
        hx-post={href}
        hx-trigger="change, input delay:700ms, submit"
        hx-target="#edit-note"
        hx-swap="outerMorph"
        hx-sync="this:queue all"
      >
        <div class="edit__bar">
          <EditNote {...view} />
          <div class="edit__acts">
            <Button attributes={{ name: 'act', value: 'save' }}>Save</Button>
            <Button look="solid" attributes={{ name: 'act', value: 'done' }}>
              Done
            </Button>
          </div>
        </div>
        <div class="edit__shown">{raw(preview)}</div>
        {view.queries.length > 0 && <EditQueries {...view} />}
        {series !== '' && <div class="edit__series">{raw(series)}</div>}
        <EditOptions {...view} />
      </form>
    </Page>
  );
}
