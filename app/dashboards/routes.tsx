import { raw } from 'hono/html';
import { ConfirmPage } from '../../components/confirm.tsx';
import { textPage } from '../../components/text/text-page.ts';
import type { State } from '../../db/state.ts';
import type { Audit } from '../audit/store.ts';
import type { Guard } from '../auth/guard.ts';
import { hasRight } from '../auth/identity.ts';
import { HttpError } from '../http/http-error.ts';
import type { Live, Scene } from '../http/live.ts';
import { liveLink } from '../http/live-link.ts';
import { liveText } from '../http/live-text.ts';
import { fragmentResponse, htmlResponse, Page, type PageShell, seeOther } from '../http/page.tsx';
import type { PatternRouter } from '../http/router.ts';
import { type FeedEvents, runScreen } from '../http/run-screen.ts';
import { type TextFeed, textOf } from '../http/text-feed.ts';
import { textScene } from '../http/text-scene.ts';
import { timeZoneOf } from '../http/time-zone.ts';
import { routes } from '../routes.ts';
import { mountExplanation } from './explain/explanation-routes.tsx';
import type { ExplainSources } from './explain/query-explanation.ts';
import { mountExport } from './file/export-route.ts';
import type { BoardFolder } from './folder/board-folder.ts';
import { fileNote } from './folder/file-note.tsx';
import { hideAddresses } from './kinds/hide-addresses.ts';
import { type BoardSources, clothArea, startBoard } from './live.ts';
import { DashboardPage } from './page.tsx';
import { mountBoardFiles } from './panel-page/board-files.ts';
import { mountPanel } from './panel-page/panel-routes.tsx';
import type { Painter } from './picture/painter.ts';
import { resolveBoard } from './resolve-board.ts';
import type { Dashboard, DashboardStore } from './store.ts';
import { mountVariables } from './variable-form/variables-routes.tsx';
import { type BoardView, parseBoardView, requireBoardView } from './view/board-view.ts';
import { isMoving } from './view/is-moving.ts';

export interface DashboardRoutesOptions {
  readonly state: State;
  readonly audit: Audit;
  readonly store: DashboardStore;
  readonly folder: Pick<BoardFolder, 'find'>;
  readonly guard: Guard;
  readonly live: Live;
  readonly shell: PageShell;
  readonly sources: BoardSources;
  readonly painter: Painter;
  /** What is asked to explain a panel. */
  readonly asking: ExplainSources;
}

/** How somebody looks at a dashboard. */
interface Look {
  readonly view: BoardView;
  readonly mayPress: boolean;
}

/** A dashboard as a page, as JSON, and as the stream that keeps its page moving. */
export function mountDashboards(
  router: PatternRouter,
  { state, audit, store, folder, guard, live, shell, sources, painter, asking }: DashboardRoutesOptions,
): void {
  const require = (slug: string): Dashboard => {
    const dashboard = store.find(slug);
    if (!dashboard)
      throw new HttpError(
        404,
        `There is no dashboard "${slug}". It may have been deleted; Home lists those there are.`,
      );
    return dashboard;
  };

  const contextOf = ({ definition }: Dashboard, request: Request, url: URL) => ({
    nowMs: sources.now(),
    timeZone: timeZoneOf(request, url, sources.timeZone),
    variables: definition.variables,
  });

  const mayPress = (request: Request) => hasRight(guard.identify(request), 'own');

  const startFeed = async (
    { slug, definition }: Dashboard,
    { view, mayPress }: Look,
    events: FeedEvents,
  ): Promise<TextFeed> => {
    const hrefOf = (id: string) => routes.panel.href({ slug, id }, view.query);
    const board = await startBoard(sources, { definition, view, hrefOf, board: { slug, mayPress }, ...events });
    const { title, subtitle: note } = definition;
    const { timeZone } = view;
    // A change of its file ends the screen, as one of the dashboard does.
    const about = fileNote(folder.find(slug));
    return {
      draw: () => [about, clothArea(board.draw())],
      text: style => textPage({ title, note, nowMs: sources.now(), timeZone, lines: board.text(style) }, style),
      stop: board.stop,
    };
  };

  const sceneOf = (dashboard: Dashboard, look: Look): Scene => ({
    name: nameOf(dashboard, look),
    start: () => runScreen(events => startFeed(dashboard, look, events), sources.onError),
  });

  const textSceneOf = (dashboard: Dashboard, look: Look, url: URL) => {
    const { name } = sceneOf(dashboard, look);
    const start = (events: FeedEvents) => startFeed(dashboard, look, events);
    return textScene(url, { name, start, onError: sources.onError });
  };

  router.represent(routes.dashboard, {
    offers: ['page', 'fragment', 'json', 'text', 'events'],
    load: ({ params, url, request, representation }) => {
      // A stream says by an event that it is refused; a status would make its page ask again for ever.
      const who = representation === 'events' ? undefined : guard.require(request, 'read');
      const find = () => {
        const dashboard = require(params.slug);
        const view = requireBoardView(url.searchParams, contextOf(dashboard, request, url));
        return { dashboard, look: { view, mayPress: mayPress(request) } };
      };
      return { mayEdit: hasRight(who, 'own'), find };
    },
    page: async ({ mayEdit }, { params, request, url, signal }) => {
      const dashboard = require(params.slug);
      const { view, problem } = parseBoardView(url.searchParams, contextOf(dashboard, request, url));
      const { variables } = await resolveBoard(sources, { ...dashboard, view }, signal);
      return live.draw(sceneOf(dashboard, { view, mayPress: mayPress(request) }), screen => {
        const { timeZone } = view;
        const href = routes.dashboardLive.href(params, { ...view.query, cursor: screen.cursor });
        return htmlResponse(
          <DashboardPage
            {...{ shell, dashboard, view, problem, variables, mayEdit, nowMs: sources.now() }}
            live={isMoving(view) ? liveLink({ now: sources.now, timeZone }, href) : undefined}
            note={screen.html('file-note')}
            cloth={screen.html('cloth')}
          />,
          problem === undefined ? 200 : 400,
        );
      });
    },
    fragment: ({ find }) => {
      const { dashboard, look } = find();
      return live.draw(sceneOf(dashboard, look), screen => fragmentResponse(raw(screen.html('cloth'))));
    },
    json: ({ mayEdit }, { params }) => {
      const { definition } = require(params.slug);
      const headers = { 'Cache-Control': 'no-store' };
      return Response.json(mayEdit ? definition : hideAddresses(definition), { headers });
    },
    text: ({ find }, ctx) => {
      const { dashboard, look } = find();
      const moving = liveText(live, ctx, textUrl => {
        const now = find();
        return textSceneOf(now.dashboard, now.look, textUrl)!;
      });
      if (moving) return moving;
      return textOf(events => startFeed(dashboard, look, events), ctx);
    },
    events: ({ find }, { request, url }) =>
      live.stream(request, () => {
        const { dashboard, look } = find();
        return textSceneOf(dashboard, look, url) ?? sceneOf(dashboard, look);
      }),
  });

  router.represent(routes.dashboardLive, {
    offers: ['events'],
    load:
      ({ params, url, request }) =>
      () => {
        const dashboard = require(params.slug);
        const view = requireBoardView(url.searchParams, contextOf(dashboard, request, url));
        return sceneOf(dashboard, { view, mayPress: mayPress(request) });
      },
    events: (scene, { request }) => live.stream(request, scene),
  });

  mountExport(router, { guard, require });
  mountVariables(router, { state, audit, store, guard, shell, sources, require });
  const startOnce = (dashboard: Dashboard, view: BoardView) =>
    startFeed(dashboard, { view, mayPress: false }, { onChange() {}, onLost() {} });
  mountBoardFiles(router, { guard, require, sources, startFeed: startOnce });
  mountExplanation(router, { guard, shell, require, sources: { ...asking, timeZone: sources.timeZone } });
  mountPanel(router, { guard, require, live, shell, sources, painter });

  router.on(routes.dashboardRemoval, {
    GET: {
      offers: ['page'],
      handler: guard.own(({ params }) => {
        const { definition } = require(params.slug);
        return htmlResponse(
          <Page shell={shell} title={`Delete ${definition.title}`} room="home">
            <ConfirmPage
              id="removal"
              title={`Delete “${definition.title}”?`}
              action={routes.dashboardRemoval.href(params)}
              confirm="Delete dashboard"
              cancelHref={routes.dashboard.href(params)}
            >
              <p>Its {definition.panels.length} panels go with it. The readings stay.</p>
            </ConfirmPage>
          </Page>,
        );
      }),
    },
    POST: guard.own(async ({ params, request }) => {
      await state.transactional.batch(() => {
        const title = store.find(params.slug)?.definition.title;
        if (store.remove(params.slug))
          audit.note({ who: audit.by(request), action: 'dashboard deleted', subject: params.slug, detail: title });
      });
      return seeOther(routes.home.href());
    }),
  });
}

/** Who sees the same shares one screen; only where something can be pressed it matters who may. */
function nameOf({ slug, version, definition }: Dashboard, { view, mayPress }: Look): string {
  const hasControls = definition.panels.some(({ kind }) => kind === 'control');
  return `dashboard ${slug} ${version} ${view.name}${hasControls && mayPress ? ' pressing' : ''}`;
}
