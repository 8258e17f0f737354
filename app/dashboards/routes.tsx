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
import { findRange, type Range } from './range.ts';
import { requireDashboard } from './require-dashboard.ts';
import type { DashboardStore } from './store.ts';
import { mountVersions } from './versions/versions-routes.tsx';

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
interface View {
  readonly range: Range;
  readonly folds: Folds;
}

const readView = ({ searchParams }: URL): View => ({
  range: findRange(searchParams.get('range')),
  folds: readFolds(searchParams),
});

/** A dashboard as a page, as JSON, and as the stream that keeps its page moving. */
export function mountDashboards(
  router: PatternRouter,
  { state, store, folder, guard, live, shell, sources }: DashboardRoutesOptions,
): void {
  const require = (slug: string) => requireDashboard(store, slug);
  const feed = { store, changes: state.outbox.changes, folder, sources };

  const startFeed = (slug: string, { range, folds }: View, events: FeedEvents): Promise<TextFeed> => {
    const foldHref = (next: Folds) => routes.dashboard.href({ slug }, { range: range.name, ...foldsQuery(next) });
    const look = { range, menuOf: (panel: PanelDefinition) => <PanelMenu slug={slug} panel={panel} /> };
    return startBoardFeed(feed, { slug, look, folds, foldHref }, events);
  };

  const sceneOf = (slug: string, view: View): Scene => ({
    name: `dashboard ${slug} ${view.range.name} ${view.folds.opened.join()} ${view.folds.closed.join()}`,
    start: () => runScreen(events => startFeed(slug, view, events), sources.onError),
  });

  const textSceneOf = (slug: string, view: View, url: URL) => {
    const { name } = sceneOf(slug, view);
    return textScene(url, { name, start: events => startFeed(slug, view, events), onError: sources.onError });
  };

  router.represent(routes.dashboard, {
    offers: ['page', 'fragment', 'json', 'text', 'events'],
    load: ({ params, url, request, representation }) => {
      // A stream says by an event that it is refused; a status would make its page ask again for ever.
      const who = representation === 'events' ? undefined : guard.require(request, 'read');
      return { mayEdit: hasRight(who, 'own'), find: () => require(params.slug), view: readView(url) };
    },
    page: ({ find, view, mayEdit }) => {
      const dashboard = find();
      const { slug } = dashboard;
      const { range, folds } = view;
      return live.draw(sceneOf(slug, view), screen => {
        const query = { range: range.name, ...foldsQuery(folds), cursor: screen.cursor };
        const href = routes.dashboardLive.href({ slug }, query);
        return htmlResponse(
          <DashboardPage
            shell={shell}
            dashboard={dashboard}
            range={range}
            live={liveLink(sources, href)}
            note={screen.html('file-note')}
            cloth={screen.html('cloth')}
            mayEdit={mayEdit}
          />,
        );
      });
    },
    fragment: ({ find, view }) =>
      live.draw(sceneOf(find().slug, view), screen => fragmentResponse(raw(screen.html('cloth')))),
    json: ({ find }) => Response.json(find().definition, { headers: { 'Cache-Control': 'no-store' } }),
    text: ({ find, view }, ctx) => {
      const { slug } = find();
      return textOf(events => startFeed(slug, view, events), ctx);
    },
    events: ({ find, view }, { request, url }) =>
      live.stream(request, () => {
        const { slug } = find();
        return textSceneOf(slug, view, url) ?? sceneOf(slug, view);
      }),
  });

  router.represent(routes.dashboardLive, {
    offers: ['events'],
    load:
      ({ params, url }) =>
      () =>
        sceneOf(require(params.slug).slug, readView(url)),
    events: (scene, { request }) => live.stream(request, scene),
  });

  mountEdit(router, { state, store, guard, live, shell, feed });
  mountNew(router, { state, store, guard, shell });
  mountVersions(router, { state, store, guard, shell, clock: sources });
  mountExport(router, { guard, require });

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
