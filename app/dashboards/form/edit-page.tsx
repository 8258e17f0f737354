import { raw } from 'hono/html';
import { Button } from '../../../components/button.tsx';
import { Shape } from '../../../components/icons.tsx';
import { neverSwapErrors } from '../../../components/never-swap-errors.ts';
import { Segment } from '../../../components/segment.tsx';
import { type LiveLink, Page, type PageShell } from '../../http/page.tsx';
import { routes } from '../../routes.ts';
import { rangeOptions } from '../range.ts';
import type { BoardView } from '../view/board-view.ts';
import { EditNote } from './edit-note.tsx';
import { EditOptions } from './edit-options.tsx';
import { EditQueries } from './edit-queries.tsx';
import { type EditView, titleOf } from './edit-view.ts';

export interface EditPageProps {
  readonly shell: PageShell;
  readonly view: EditView;
  readonly live: LiveLink;
  /** How it is looked at. */
  readonly look: BoardView;
  /** The panel and its series as the screen drew them last. */
  readonly preview: string;
  readonly series: string;
}

/** One panel: live on top, what it asks for below, how it looks at the side. One form, which is sent as one goes. */
export function EditPage({ shell, view, live, look, preview, series }: EditPageProps) {
  const { slug, boardTitle, panel } = view;
  const address = { slug, id: panel.id };
  const href = routes.panelEdit.href(address, look.query);
  const { range: _range, from: _from, to: _to, ...kept } = { range: '', from: '', to: '', ...look.query };
  const ranges = rangeOptions(look.range, range => routes.panelEdit.href(address, { ...kept, range }));
  const board = (
    <>
      a panel of{' '}
      <a class="link" href={routes.dashboard.href({ slug }, look.query)}>
        {boardTitle}
      </a>
    </>
  );
  return (
    <Page
      {...{ shell, live }}
      title={titleOf(view)}
      note={board}
      room="home"
      scripts={['js/query.js', 'js/panel-form.js']}
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
        data-kept="edit-unsent"
        {...neverSwapErrors}
      >
        <div class="edit__bar">
          <p class="edit__unsent" id="edit-unsent" role="alert" hidden>
            <Shape name="crit" />
            <span>Not saved: the server cannot be reached, or cannot keep it. It is sent again every few seconds.</span>
          </p>
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
