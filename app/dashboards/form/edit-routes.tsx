import { randomBytes } from 'node:crypto';
import { raw } from 'hono/html';
import { FORM_TYPES, readForm } from '../../http/body.ts';
import { HttpError } from '../../http/http-error.ts';
import { liveLink } from '../../http/live-link.ts';
import { fragmentResponse, htmlResponse, seeOther } from '../../http/page.tsx';
import type { PatternRouter } from '../../http/router.ts';
import type { NameSource } from '../../promql/complete/name-source.ts';
import { routes } from '../../routes.ts';
import type { PanelDefinition } from '../definition.ts';
import type { GalleryOptions } from '../gallery/gallery-routes.tsx';
import { findRange } from '../range.ts';
import type { Dashboard } from '../store.ts';
import { mountChoices } from './choices-route.tsx';
import { EditNote } from './edit-note.tsx';
import { EditOptions } from './edit-options.tsx';
import { EditPage } from './edit-page.tsx';
import { EditQueries } from './edit-queries.tsx';
import { editScene, PREVIEW_AREA, SERIES_AREA } from './edit-scene.ts';
import type { EditView, Standing } from './edit-view.ts';
import { createEditors, panelDigest } from './editors.ts';
import { type Kept, keepPanel } from './keep-panel.ts';
import { countRows, createPanelForm } from './panel-form.ts';
import { viewQuery } from './query-view.ts';
import { readPanelForm } from './read-panel-form.ts';
import { WHOLE_PANEL } from './say-problems.ts';
import { settingNames } from './setting-names.ts';
import { blankPanel, readSubmission } from './submission.ts';
import { writeFields } from './write-fields.ts';

export interface EditOptionsOfRoutes extends GalleryOptions {
  readonly names: NameSource;
}

interface Asked {
  readonly params: { readonly slug: string; readonly id: string };
  readonly request: Request;
  readonly url: URL;
  readonly signal: AbortSignal;
}

/** The form of one panel: seen, and sent as one goes. */
export function mountPanelForm(router: PatternRouter, options: EditOptionsOfRoutes): void {
  const { state, store, guard, live, shell, sources, names } = options;
  const editors = createEditors();
  mountChoices(router, { guard, names });

  const requireBoard = (slug: string): Dashboard => {
    const board = store.find(slug);
    if (!board) throw new HttpError(404, `There is no dashboard "${slug}". Home lists those there are.`);
    return board;
  };
  const panelOn = ({ definition }: Dashboard, id: string) => definition.panels.find(panel => panel.id === id);
  const requirePanel = (board: Dashboard, id: string): PanelDefinition => {
    const panel = panelOn(board, id);
    if (!panel)
      throw new HttpError(
        404,
        `There is no panel "${id}" on "${board.definition.title}". Open the dashboard to see those there are.`,
      );
    return panel;
  };

  type Drawn = Pick<EditView, 'panel' | 'standing' | 'base' | 'editor' | 'turn'>;
  const viewOf = async (
    board: Dashboard,
    fields: URLSearchParams,
    problems: ReadonlyMap<string, string>,
    drawn: Drawn,
    signal: AbortSignal,
  ): Promise<EditView> => {
    const form = createPanelForm(fields, problems);
    const rows = 'queries' in drawn.panel ? countRows(fields, 'queries') : 0;
    const queries = await Promise.all(
      Array.from({ length: rows }, (_, at) => viewQuery(fields, `queries.${at}`, names, signal)),
    );
    const { slug, definition } = board;
    return { slug, boardTitle: definition.title, form, queries, names: await settingNames(sources, form), ...drawn };
  };

  /** The page around a panel as it is kept; without one that is gone. */
  const drawPage = async (view: EditView, url: URL, status = 200): Promise<Response> => {
    const range = findRange(url.searchParams.get('range'));
    const board = requireBoard(view.slug);
    const kept = panelOn(board, view.panel.id);
    if (!kept)
      return htmlResponse(
        <EditPage {...{ shell, view, range }} live={liveLink(sources)} preview="" series="" />,
        status,
      );
    return live.draw(editScene(sources, board, kept, range), screen => {
      const { slug, panel } = view;
      const href = routes.panelEditLive.href({ slug, id: panel.id }, { range: range.name, cursor: screen.cursor });
      const shown = { preview: screen.html(PREVIEW_AREA), series: 'queries' in kept ? screen.html(SERIES_AREA) : '' };
      return htmlResponse(<EditPage {...{ shell, view, range, ...shown }} live={liveLink(sources, href)} />, status);
    });
  };

  const drawParts = async (view: EditView, url: URL): Promise<Response> => {
    const board = requireBoard(view.slug);
    const kept = panelOn(board, view.panel.id);
    const scene = kept && editScene(sources, board, kept, findRange(url.searchParams.get('range')));
    const areas = kept && 'queries' in kept ? [PREVIEW_AREA, SERIES_AREA] : [PREVIEW_AREA];
    const shown =
      scene && view.standing.kind === 'saved'
        ? await live.draw(scene, screen => areas.map(id => ({ id, html: screen.html(id) })))
        : [];
    return fragmentResponse(
      <>
        <EditNote {...view} />
        {view.queries.length > 0 && (
          <hx-partial hx-target="#edit-queries" hx-swap="outerMorph">
            <EditQueries {...view} />
          </hx-partial>
        )}
        <hx-partial hx-target="#edit-options" hx-swap="outerMorph">
          <EditOptions {...view} />
        </hx-partial>
        {shown.map(({ id, html }) => (
          <hx-partial hx-target={`#${id}`} hx-swap="outerMorph">
            {raw(html)}
          </hx-partial>
        ))}
      </>,
    );
  };

  router.on(routes.panelEdit, {
    GET: {
      offers: ['page'],
      handler: guard.own(async ({ params: { slug, id }, url, signal }: Asked) => {
        const board = requireBoard(slug);
        const panel = requirePanel(board, id);
        const standing: Standing = { kind: url.searchParams.has('saved') ? 'saved' : 'kept' };
        const drawn = {
          panel,
          standing,
          base: panelDigest(panel),
          editor: randomBytes(9).toString('base64url'),
          turn: 0,
        };
        return drawPage(await viewOf(board, writeFields(panel), new Map(), drawn, signal), url);
      }),
    },
    POST: {
      accepts: FORM_TYPES,
      handler: guard.own(async ({ params: { slug, id }, request, url, signal }: Asked) => {
        const sent = readSubmission(await readForm(request, signal));
        const isPart = request.headers.has('hx-request');
        // It was on its way when a button changed the rows, and says nothing that was not said with that.
        if (isPart && sent.turn < editors.turnOf(sent.editor)) return new Response(null, { status: 204 });
        const board = requireBoard(slug);
        const known = panelOn(board, id) ?? blankPanel(id, sent);
        const read = readPanelForm(sent.fields, known);
        const kept: Kept | 'refused' = read.panel
          ? await keep(slug, read.panel, sent)
          : panelOn(board, id)
            ? 'refused'
            : 'gone';
        const turn = sent.turn + (sent.changesRows ? 1 : 0);
        editors.note(sent.editor, { ...(read.panel && isKept(kept) && { panel: read.panel }), turn });
        if (isKept(kept) && sent.act === 'done') return leave(`${routes.dashboard.href({ slug })}#panel-${id}`, isPart);
        if (isKept(kept) && !isPart && !sent.changesRows)
          return seeOther(
            routes.panelEdit.href({ slug, id }, { saved: 1, range: url.searchParams.get('range') ?? undefined }),
          );
        const problems: ReadonlyMap<string, string> = read.problems ?? new Map();
        const drawn = {
          ...{ panel: read.panel ?? known, standing: standingOf(kept, problems), editor: sent.editor, turn },
          base: read.panel && isKept(kept) ? panelDigest(read.panel) : sent.base,
        };
        const view = await viewOf(board, sent.fields, problems, drawn, signal);
        return isPart ? drawParts(view, url) : drawPage(view, url, STATUS[kept]);
      }),
    },
  });

  const keep = (slug: string, panel: PanelDefinition, { act, base, editor }: ReturnType<typeof readSubmission>) =>
    state.transactional.batch(() =>
      keepPanel(store, {
        ...{ slug, panel, restores: act === 'restore' },
        mayReplace: now => act === 'overwrite' || panelDigest(now) === base || editors.wrote(editor, now),
      }),
    );

  router.represent(routes.panelEditLive, {
    offers: ['events'],
    load:
      ({ params: { slug, id }, url }) =>
      () => {
        const board = requireBoard(slug);
        return editScene(sources, board, requirePanel(board, id), findRange(url.searchParams.get('range')));
      },
    events: (scene, { request }) => live.stream(request, scene),
  });
}

const STATUS = { saved: 200, kept: 200, refused: 422, changed: 409, gone: 409 } as const;

const isKept = (kept: Kept | 'refused') => kept === 'saved' || kept === 'kept';

function standingOf(kept: Kept | 'refused', problems: ReadonlyMap<string, string>): Standing {
  if (kept === 'refused') return { kind: 'refused', problems: problems.size, whole: problems.get(WHOLE_PANEL) };
  return { kind: kept };
}

/** Scripts are led by a header: they would follow a redirect without the page. */
function leave(href: string, isPart: boolean): Response {
  return isPart ? new Response('', { headers: { 'HX-Redirect': href, 'Cache-Control': 'no-store' } }) : seeOther(href);
}
