import { raw } from 'hono/html';
import { ConfirmPage } from '../../components/confirm.tsx';
import { textPage } from '../../components/text/text-page.ts';
import type { State } from '../../db/state.ts';
import type { Guard } from '../auth/guard.ts';
import { hasRight } from '../auth/identity.ts';
import { HttpError } from '../http/http-error.ts';
import type { Live, Scene } from '../http/live.ts';
import { liveLink } from '../http/live-link.ts';
import { fragmentResponse, htmlResponse, Page, type PageShell, seeOther } from '../http/page.tsx';
import type { PatternRouter } from '../http/router.ts';
import { type FeedEvents, runScreen } from '../http/run-screen.ts';
import { type TextFeed, textOf } from '../http/text-feed.ts';
import { textScene } from '../http/text-scene.ts';
import { routes } from '../routes.ts';
import { mountExplanation } from './explain/explanation-routes.tsx';
import type { ExplainSources } from './explain/query-explanation.ts';
import { mountExport } from './file/export-route.ts';
import type { BoardFolder } from './folder/board-folder.ts';
import { fileNote } from './folder/file-note.tsx';
import { type BoardSources, clothArea, startBoard } from './live.ts';
import { DashboardPage } from './page.tsx';
import { mountBoardFiles } from './panel-page/board-files.ts';
import { mountPanel } from './panel-page/panel-routes.tsx';
import type { Painter } from './picture/painter.ts';
import { findRange, type Range } from './range.ts';
import type { Dashboard, DashboardStore } from './store.ts';

export interface DashboardRoutesOptions {
  readonly state: State;
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
  { state, store, folder, guard, live, shell, sources, painter, asking }: DashboardRoutesOptions,
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

  const startFeed = async ({ slug, definition }: Dashboard, range: Range, events: FeedEvents): Promise<TextFeed> => {
    const hrefOf = (id: string) => routes.panel.href({ slug, id }, { range: range.name });
    const board = await startBoard(sources, { definition, range, hrefOf, ...events });
    const { title, subtitle: note } = definition;
    // A change of its file ends the screen, as one of the dashboard does.
    const about = fileNote(folder.find(slug));
    return {
      draw: () => [about, clothArea(board.draw())],
      text: style =>
        textPage({ title, note, nowMs: sources.now(), timeZone: sources.timeZone, lines: board.text(style) }, style),
      stop: board.stop,
    };
  };

  const sceneOf = (dashboard: Dashboard, range: Range): Scene => ({
    name: `dashboard ${dashboard.slug} ${dashboard.version} ${range.name}`,
    start: () => runScreen(events => startFeed(dashboard, range, events), sources.onError),
  });

  const textSceneOf = (dashboard: Dashboard, range: Range, url: URL) => {
    const { name } = sceneOf(dashboard, range);
    const start = (events: FeedEvents) => startFeed(dashboard, range, events);
    return textScene(url, { name, start, onError: sources.onError });
  };

  router.represent(routes.dashboard, {
    offers: ['page', 'fragment', 'json', 'text', 'events'],
    load: ({ params, url, request, representation }) => {
      // A stream says by an event that it is refused; a status would make its page ask again for ever.
      const who = representation === 'events' ? undefined : guard.require(request, 'read');
      const range = findRange(url.searchParams.get('range'));
      return { mayEdit: hasRight(who, 'own'), find: () => require(params.slug), range };
    },
    page: ({ find, range, mayEdit }) => {
      const dashboard = find();
      return live.draw(sceneOf(dashboard, range), screen => {
        const href = routes.dashboardLive.href({ slug: dashboard.slug }, { range: range.name, cursor: screen.cursor });
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
    fragment: ({ find, range }) =>
      live.draw(sceneOf(find(), range), screen => fragmentResponse(raw(screen.html('cloth')))),
    json: ({ find }) => Response.json(find().definition, { headers: { 'Cache-Control': 'no-store' } }),
    text: ({ find, range }, ctx) => {
      const dashboard = find();
      return textOf(events => startFeed(dashboard, range, events), ctx);
    },
    events: ({ find, range }, { request, url }) =>
      live.stream(request, () => textSceneOf(find(), range, url) ?? sceneOf(find(), range)),
  });

  router.represent(routes.dashboardLive, {
    offers: ['events'],
    load:
      ({ params, url }) =>
      () =>
        sceneOf(require(params.slug), findRange(url.searchParams.get('range'))),
    events: (scene, { request }) => live.stream(request, scene),
  });

  mountExport(router, { guard, require });
  const startOnce = (dashboard: Dashboard, range: Range) => startFeed(dashboard, range, { onChange() {}, onLost() {} });
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
    POST: guard.own(async ({ params }) => {
      await state.transactional.batch(() => store.remove(params.slug));
      return seeOther(routes.home.href());
    }),
  });
}
