import { raw } from 'hono/html';
import { ConfirmPage } from '../../components/confirm.tsx';
import type { State } from '../../db/state.ts';
import type { Guard } from '../auth/guard.ts';
import { hasRight } from '../auth/identity.ts';
import { HttpError } from '../http/http-error.ts';
import type { Live, Scene } from '../http/live.ts';
import { liveLink } from '../http/live-link.ts';
import { fragmentResponse, htmlResponse, Page, type PageShell, seeOther } from '../http/page.tsx';
import type { PatternRouter } from '../http/router.ts';
import { runScreen } from '../http/run-screen.ts';
import { routes } from '../routes.ts';
import { type BoardSources, clothArea, startBoard } from './live.ts';
import { DashboardPage } from './page.tsx';
import { findRange, type Range } from './range.ts';
import type { Dashboard, DashboardStore } from './store.ts';

export interface DashboardRoutesOptions {
  readonly state: State;
  readonly store: DashboardStore;
  readonly guard: Guard;
  readonly live: Live;
  readonly shell: PageShell;
  readonly sources: BoardSources;
}

/** A dashboard as a page, as JSON, and as the stream that keeps its page moving. */
export function mountDashboards(
  router: PatternRouter,
  { state, store, guard, live, shell, sources }: DashboardRoutesOptions,
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

  const sceneOf = ({ slug, version, definition }: Dashboard, range: Range): Scene => ({
    name: `dashboard ${slug} ${version} ${range.name}`,
    start: () =>
      runScreen(async events => {
        const board = await startBoard(sources, { definition, range, ...events });
        return { draw: () => [clothArea(board.draw())], stop: board.stop };
      }, sources.onError),
  });

  router.represent(routes.dashboard, {
    offers: ['page', 'fragment', 'json', 'events'],
    load: ({ params, url, request }) => ({
      mayEdit: hasRight(guard.require(request, 'read'), 'own'),
      dashboard: require(params.slug),
      range: findRange(url.searchParams.get('range')),
    }),
    page: ({ dashboard, range, mayEdit }) =>
      live.draw(sceneOf(dashboard, range), screen => {
        const href = routes.dashboardLive.href({ slug: dashboard.slug }, { range: range.name, cursor: screen.cursor });
        return htmlResponse(
          <DashboardPage
            shell={shell}
            dashboard={dashboard}
            range={range}
            live={liveLink(sources, href)}
            cloth={screen.html('cloth')}
            mayEdit={mayEdit}
          />,
        );
      }),
    fragment: ({ dashboard, range }) =>
      live.draw(sceneOf(dashboard, range), screen => fragmentResponse(raw(screen.html('cloth')))),
    events: ({ dashboard, range }, { request }) => live.stream(request, sceneOf(dashboard, range)),
    json: ({ dashboard }) => Response.json(dashboard.definition, { headers: { 'Cache-Control': 'no-store' } }),
  });

  router.on(routes.dashboardLive, {
    GET: ({ params, url, request }) =>
      live.stream(request, () => sceneOf(require(params.slug), findRange(url.searchParams.get('range')))),
  });

  router.on(routes.dashboardRemoval, {
    GET: guard.own(({ params }) => {
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
    POST: guard.own(async ({ params }) => {
      await state.transactional.batch(() => store.remove(params.slug));
      return seeOther(routes.home.href());
    }),
  });
}
