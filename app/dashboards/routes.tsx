import { raw } from 'hono/html';
import { ConfirmPage } from '../../components/confirm.tsx';
import type { State } from '../../db/state.ts';
import type { Guard } from '../auth/guard.ts';
import { hasRight } from '../auth/identity.ts';
import type { Live, Scene } from '../http/live.ts';
import { liveLink } from '../http/live-link.ts';
import { fragmentResponse, htmlResponse, Page, type PageShell, seeOther } from '../http/page.tsx';
import type { PatternRouter } from '../http/router.ts';
import { type FeedEvents, runScreen } from '../http/run-screen.ts';
import { type TextFeed, textOf } from '../http/text-feed.ts';
import { textScene } from '../http/text-scene.ts';
import { timeZoneOf } from '../http/time-zone.ts';
import { routes } from '../routes.ts';
import type { PanelDefinition } from './definition.ts';
import { mountEdit } from './edit/edit-routes.tsx';
import { mountNew } from './edit/new-routes.tsx';
import { startBoardFeed } from './feed/board-feed.tsx';
import { type Folds, foldsQuery, readFolds } from './feed/folds.ts';
import { mountExport } from './file/export-route.ts';
import type { BoardFolder } from './folder/board-folder.ts';
import type { BoardSources } from './live.ts';
import { DashboardPage } from './page.tsx';
import { PanelMenu } from './panel-menu.tsx';
import { requireDashboard } from './require-dashboard.ts';
import { resolveBoard } from './resolve-board.ts';
import type { Dashboard, DashboardStore } from './store.ts';
import { mountVariables } from './variable-form/variables-routes.tsx';
import { mountVersions } from './versions/versions-routes.tsx';
import { type BoardView, parseBoardView, requireBoardView } from './view/board-view.ts';
import { isMoving } from './view/is-moving.ts';

export interface DashboardRoutesOptions {
  readonly state: State;
  readonly store: DashboardStore;
  readonly folder: Pick<BoardFolder, 'find'>;
  readonly guard: Guard;
  readonly live: Live;
  readonly shell: PageShell;
  readonly sources: BoardSources;
}

/** How somebody looks at a dashboard. */
interface Looked {
  readonly view: BoardView;
  readonly folds: Folds;
}

/** A dashboard as a page, as JSON, and as the stream that keeps its page moving. */
export function mountDashboards(
  router: PatternRouter,
  { state, store, folder, guard, live, shell, sources }: DashboardRoutesOptions,
): void {
  const require = (slug: string) => requireDashboard(store, slug);
  const feed = { store, changes: state.outbox.changes, folder, sources };

  const startFeed = (slug: string, { view, folds }: Looked, events: FeedEvents): Promise<TextFeed> => {
    const foldHref = (next: Folds) => routes.dashboard.href({ slug }, { ...view.query, ...foldsQuery(next) });
    const look = { view, menuOf: (panel: PanelDefinition) => <PanelMenu slug={slug} panel={panel} /> };
    return startBoardFeed(feed, { slug, look, folds, foldHref }, events);
  };

  const contextOf = ({ definition }: Dashboard, request: Request, url: URL) => ({
    nowMs: sources.now(),
    timeZone: timeZoneOf(request, url, sources.timeZone),
    variables: definition.variables,
  });

  const sceneOf = (slug: string, looked: Looked): Scene => ({
    name: `dashboard ${slug} ${looked.view.name} ${looked.folds.opened.join()} ${looked.folds.closed.join()}`,
    start: () => runScreen(events => startFeed(slug, looked, events), sources.onError),
  });

  const textSceneOf = (slug: string, looked: Looked, url: URL) => {
    const { name } = sceneOf(slug, looked);
    return textScene(url, { name, start: events => startFeed(slug, looked, events), onError: sources.onError });
  };

  router.represent(routes.dashboard, {
    offers: ['page', 'fragment', 'json', 'text', 'events'],
    load: ({ params, url, request, representation }) => {
      // A stream says by an event that it is refused; a status would make its page ask again for ever.
      const who = representation === 'events' ? undefined : guard.require(request, 'read');
      const find = () => {
        const dashboard = require(params.slug);
        const view = requireBoardView(url.searchParams, contextOf(dashboard, request, url));
        return { slug: dashboard.slug, looked: { view, folds: readFolds(url.searchParams) } };
      };
      return { mayEdit: hasRight(who, 'own'), find };
    },
    page: async ({ mayEdit }, { params, request, url, signal }) => {
      const dashboard = require(params.slug);
      const { view, problem } = parseBoardView(url.searchParams, contextOf(dashboard, request, url));
      const folds = readFolds(url.searchParams);
      const { variables } = await resolveBoard(sources, { ...dashboard, view }, signal);
      return live.draw(sceneOf(dashboard.slug, { view, folds }), screen => {
        const { timeZone } = view;
        const query = { ...view.query, ...foldsQuery(folds), cursor: screen.cursor };
        const href = routes.dashboardLive.href(params, query);
        return htmlResponse(
          <DashboardPage
            {...{ shell, dashboard, view, folds, problem, variables, mayEdit, nowMs: sources.now() }}
            live={isMoving(view) ? liveLink({ now: sources.now, timeZone }, href) : undefined}
            note={screen.html('file-note')}
            cloth={screen.html('cloth')}
          />,
          problem === undefined ? 200 : 400,
        );
      });
    },
    fragment: ({ find }) => {
      const { slug, looked } = find();
      return live.draw(sceneOf(slug, looked), screen => fragmentResponse(raw(screen.html('cloth'))));
    },
    json: (_, { params }) =>
      Response.json(require(params.slug).definition, { headers: { 'Cache-Control': 'no-store' } }),
    text: ({ find }, ctx) => {
      const { slug, looked } = find();
      return textOf(events => startFeed(slug, looked, events), ctx);
    },
    events: ({ find }, { request, url }) =>
      live.stream(request, () => {
        const { slug, looked } = find();
        return textSceneOf(slug, looked, url) ?? sceneOf(slug, looked);
      }),
  });

  router.represent(routes.dashboardLive, {
    offers: ['events'],
    load:
      ({ params, url, request }) =>
      () => {
        const dashboard = require(params.slug);
        const view = requireBoardView(url.searchParams, contextOf(dashboard, request, url));
        return sceneOf(dashboard.slug, { view, folds: readFolds(url.searchParams) });
      },
    events: (scene, { request }) => live.stream(request, scene),
  });

  mountEdit(router, { state, store, guard, live, shell, feed });
  mountNew(router, { state, store, guard, shell });
  mountVersions(router, { state, store, guard, shell, clock: sources });
  mountExport(router, { guard, require });
  mountVariables(router, { state, store, guard, shell, sources, require });

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
    POST: guard.own(async ({ params }) => {
      await state.transactional.batch(() => store.remove(params.slug));
      return seeOther(routes.home.href());
    }),
  });
}
