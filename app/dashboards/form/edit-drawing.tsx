import { raw } from 'hono/html';
import type { Child } from 'hono/jsx';
import { liveLink } from '../../http/live-link.ts';
import { fragmentResponse, htmlResponse } from '../../http/page.tsx';
import type { NameSource } from '../../promql/complete/name-source.ts';
import { routes } from '../../routes.ts';
import type { GalleryOptions } from '../gallery/gallery-routes.tsx';
import type { Dashboard } from '../store.ts';
import { EditNote } from './edit-note.tsx';
import { EditOptions } from './edit-options.tsx';
import { EditPage } from './edit-page.tsx';
import { EditQueries } from './edit-queries.tsx';
import { editScene, PREVIEW_AREA, SERIES_AREA } from './edit-scene.ts';
import { type EditView, titleOf } from './edit-view.ts';
import { countRows, createPanelForm } from './panel-form.ts';
import { panelOn } from './panel-on.ts';
import { viewQuery } from './query-view.ts';
import { settingNames } from './setting-names.ts';
import { viewOrUsual } from './view-or-usual.ts';

export interface EditDrawingOptions extends Pick<GalleryOptions, 'live' | 'shell' | 'sources' | 'state' | 'store'> {
  readonly names: NameSource;
}

/** What is drawn beside the fields and what is wrong with them. */
export type EditState = Pick<EditView, 'panel' | 'standing' | 'base' | 'editor' | 'turn'> & {
  readonly fields: URLSearchParams;
  readonly problems: ReadonlyMap<string, string>;
};

/** The page of one panel, whole or in the parts that a change concerns. */
export function createEditDrawing(options: EditDrawingOptions) {
  const { live, shell, sources, names: source } = options;
  const viewOf = async (board: Dashboard, state: EditState, signal: AbortSignal): Promise<EditView> => {
    const { fields, problems, ...more } = state;
    const form = createPanelForm(fields, problems);
    const rows = 'queries' in state.panel ? countRows(fields, 'queries') : 0;
    const queries = await Promise.all(
      Array.from({ length: rows }, (_, at) => viewQuery(fields, `queries.${at}`, source, signal)),
    );
    const { slug, definition } = board;
    const variables = (definition.variables ?? []).map(({ name }) => name);
    const names = await settingNames(sources, form);
    return { slug, boardTitle: definition.title, variables, form, queries, names, ...more };
  };

  return {
    /** The panel is drawn as it is kept on the board, if it still is. */
    async page(board: Dashboard, state: EditState, { signal, status = 200, ...asked }: Asked): Promise<Response> {
      const view = await viewOf(board, state, signal);
      const look = viewOrUsual(board, asked, sources);
      const kept = panelOn(board, state.panel.id);
      const page = { shell, view, look };
      if (!kept) return htmlResponse(<EditPage {...page} live={liveLink(sources)} preview="" series="" />, status);
      return live.draw(editScene(options, board, kept, look), screen => {
        const address = { slug: board.slug, id: kept.id };
        const href = routes.panelEditLive.href(address, { ...look.query, cursor: screen.cursor });
        const series = 'queries' in kept ? screen.html(SERIES_AREA) : '';
        const shown = { preview: screen.html(PREVIEW_AREA), series, live: liveLink(sources, href) };
        return htmlResponse(<EditPage {...page} {...shown} />, status);
      });
    },

    async parts(board: Dashboard, state: EditState, { signal, ...asked }: Asked): Promise<Response> {
      const view = await viewOf(board, state, signal);
      const shown = view.standing.kind === 'saved' ? await shownOf(board, view, asked) : [];
      return fragmentResponse(
        <>
          <EditNote {...view} />
          {view.queries.length > 0 && (
            <Part id="edit-queries">
              <EditQueries {...view} />
            </Part>
          )}
          <Part id="edit-options">
            <EditOptions {...view} />
          </Part>
          <hx-partial hx-target="h1" hx-swap="textContent">
            {titleOf(view)}
          </hx-partial>
          {shown.map(({ id, html }) => (
            <Part id={id}>{raw(html)}</Part>
          ))}
        </>,
      );
    },
  };

  /** The panel as it was just kept: nobody waits for the stream to come back. */
  async function shownOf(board: Dashboard, { panel }: EditView, asked: Pick<Asked, 'request' | 'url'>) {
    const areas = 'queries' in panel ? [PREVIEW_AREA, SERIES_AREA] : [PREVIEW_AREA];
    return live.draw(editScene(options, board, panel, viewOrUsual(board, asked, sources)), screen =>
      areas.map(id => ({ id, html: screen.html(id) })),
    );
  }
}

interface Asked {
  readonly request: Request;
  readonly url: URL;
  readonly signal: AbortSignal;
  readonly status?: number;
}

function Part({ id, children }: { id: string; children: Child }) {
  return (
    <hx-partial hx-target={`#${id}`} hx-swap="outerMorph">
      {children}
    </hx-partial>
  );
}
