import { raw } from 'hono/html';
import { Banner } from '../../components/banner.tsx';
import type { State } from '../../db/state.ts';
import type { Audit } from '../audit/store.ts';
import type { Guard } from '../auth/guard.ts';
import { hasRight } from '../auth/identity.ts';
import { HttpError } from '../http/http-error.ts';
import type { Live } from '../http/live.ts';
import { liveLink } from '../http/live-link.ts';
import { liveText } from '../http/live-text.ts';
import { fragmentResponse, type PageShell } from '../http/page.tsx';
import { pageInParts } from '../http/page-in-parts.ts';
import type { PatternRouter } from '../http/router.ts';
import { textOf } from '../http/text-feed.ts';
import { routes } from '../routes.ts';
import { createBoardScenes } from './board-scenes.tsx';
import { ComingBoard } from './coming-board.tsx';
import { mountEdit } from './edit/edit-routes.tsx';
import { mountNew } from './edit/new-routes.tsx';
import { mountExplanation } from './explain/explanation-routes.tsx';
import type { ExplainSources } from './explain/query-explanation.ts';
import { foldsQuery, NO_FOLDS, readFolds } from './feed/folds.ts';
import { mountExport } from './file/export-route.ts';
import type { BoardFolder } from './folder/board-folder.ts';
import { hideAddresses } from './kinds/hide-addresses.ts';
import type { BoardSources } from './live.ts';
import { DashboardPage, DrawnBoard } from './page.tsx';
import { mountBoardFiles } from './panel-page/board-files.ts';
import { mountPanel } from './panel-page/panel-routes.tsx';
import type { Painter } from './picture/painter.ts';
import { mountRemoval } from './removal-routes.tsx';
import { requireDashboard } from './require-dashboard.ts';
import { resolveBoard } from './resolve-board.ts';
import type { Dashboard, DashboardStore } from './store.ts';
import { mountVariables } from './variable-form/variables-routes.tsx';
import { mountVersions } from './versions/versions-routes.tsx';
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

/** A dashboard as a page, as JSON, and as the stream that keeps its page moving. */
export function mountDashboards(
  router: PatternRouter,
  { state, audit, store, folder, guard, live, shell, sources, painter, asking }: DashboardRoutesOptions,
): void {
  const require = (slug: string) => requireDashboard(store, slug);
  const feed = { store, changes: state.outbox.changes, folder, sources };

  const { startFeed, contextOf, lookedAt, sceneOf, textSceneOf } = createBoardScenes({ guard, feed });

  router.represent(routes.dashboard, {
    offers: ['page', 'fragment', 'json', 'text', 'events'],
    load: ({ params, url, request, representation }) => {
      // A stream says by an event that it is refused; a status would make its page ask again for ever.
      const who = representation === 'events' ? undefined : guard.require(request, 'read');
      const find = () => {
        const dashboard = require(params.slug);
        const view = requireBoardView(url.searchParams, contextOf(dashboard, request, url));
        return { dashboard, looked: lookedAt(view, request, url) };
      };
      return { mayEdit: hasRight(who, 'own'), find };
    },
    page: async ({ mayEdit }, { params, request, url, signal }) => {
      const dashboard = require(params.slug);
      const { view, problem } = parseBoardView(url.searchParams, contextOf(dashboard, request, url));
      const folds = readFolds(url.searchParams);
      const { variables, shown } = await resolveBoard(sources, { ...dashboard, view }, signal);
      const hrefAt = (cursor: string) =>
        routes.dashboardLive.href(params, { ...view.query, ...foldsQuery(folds), cursor });
      const drawn = live.draw(sceneOf(dashboard, lookedAt(view, request, url)), screen => (
        <DrawnBoard
          {...{ mayEdit, note: screen.html('file-note'), cloth: screen.html('cloth') }}
          liveHref={isMoving(view) ? hrefAt(screen.cursor) : undefined}
        />
      ));
      const link = isMoving(view) ? liveLink({ now: sources.now, timeZone: view.timeZone }) : undefined;
      const page = (
        <DashboardPage
          {...{ shell, dashboard, view, folds, problem, variables, mayEdit, nowMs: sources.now(), live: link }}
        />
      );
      return pageInParts({
        page,
        status: problem === undefined ? 200 : 400,
        late: drawn,
        coming: () => <ComingBoard {...{ panels: dashboard.definition.panels, shown, folds }} />,
        onFailure: error => {
          sources.onError(error);
          return (
            <Banner status="crit">
              The panels could not be drawn. {error instanceof HttpError ? error.message : 'The log says why.'} Load the
              page again.
            </Banner>
          );
        },
      });
    },
    fragment: ({ find }) => {
      const { dashboard, looked } = find();
      return live.draw(sceneOf(dashboard, looked), screen => fragmentResponse(raw(screen.html('cloth'))));
    },
    json: ({ mayEdit }, { params }) => {
      const { definition } = require(params.slug);
      const headers = { 'Cache-Control': 'no-store' };
      return Response.json(mayEdit ? definition : hideAddresses(definition), { headers });
    },
    text: ({ find }, ctx) => {
      const { dashboard, looked } = find();
      const moving = liveText(live, ctx, textUrl => {
        const now = find();
        return textSceneOf(now.dashboard, now.looked, textUrl)!;
      });
      return moving ?? textOf(events => startFeed(dashboard.slug, looked, events), ctx);
    },
    events: ({ find }, { request, url }) =>
      live.stream(request, () => {
        const { dashboard, looked } = find();
        return textSceneOf(dashboard, looked, url) ?? sceneOf(dashboard, looked);
      }),
  });

  router.represent(routes.dashboardLive, {
    offers: ['events'],
    load:
      ({ params, url, request }) =>
      () => {
        const dashboard = require(params.slug);
        const view = requireBoardView(url.searchParams, contextOf(dashboard, request, url));
        return sceneOf(dashboard, lookedAt(view, request, url));
      },
    events: (scene, { request }) => live.stream(request, scene),
  });

  mountEdit(router, { state, audit, store, guard, live, shell, feed });
  mountNew(router, { state, audit, store, guard, shell });
  mountVersions(router, { state, audit, store, guard, shell, clock: sources });
  mountExport(router, { guard, require });
  mountVariables(router, { state, audit, store, guard, shell, sources, require });
  const startOnce = (dashboard: Dashboard, view: BoardView) =>
    startFeed(dashboard.slug, { view, folds: NO_FOLDS, mayPress: false }, { onChange() {}, onLost() {} });
  mountBoardFiles(router, { guard, require, sources, startFeed: startOnce });
  mountExplanation(router, {
    guard,
    shell,
    require,
    sources: { ...asking, timeZone: sources.timeZone },
    variables: sources,
  });
  mountPanel(router, { guard, require, live, shell, sources, painter, changes: state.outbox.changes });
  mountRemoval(router, { state, audit, store, guard, shell });
}
