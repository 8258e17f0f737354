import { textPage } from '../../../components/text/text-page.ts';
import type { Change, Outbox } from '../../../db/outbox.ts';
import { wholeArea } from '../../http/area.tsx';
import type { Live, Scene } from '../../http/live.ts';
import { liveLink } from '../../http/live-link.ts';
import { liveText } from '../../http/live-text.ts';
import { htmlResponse, type PageShell } from '../../http/page.tsx';
import type { PatternRouter } from '../../http/router.ts';
import { type FeedEvents, runScreen } from '../../http/run-screen.ts';
import { type TextFeed, textOf } from '../../http/text-feed.ts';
import { textScene } from '../../http/text-scene.ts';
import { routes } from '../../routes.ts';
import { follow } from '../../stream/follow.ts';
import type { PanelDefinition } from '../definition.ts';
import { findPanel } from '../find-panel.ts';
import { panelJson } from '../listing/panel-json.ts';
import { clothArea, startBoard } from '../live.ts';
import type { Dashboard } from '../store.ts';
import type { BoardView } from '../view/board-view.ts';
import { isMoving } from '../view/is-moving.ts';
import { viewIn } from '../view-in.ts';
import { viewPanel } from '../view-panel.ts';
import { DataTable } from './data-table.tsx';
import { mountPanelFiles, type PanelFilesOptions } from './panel-files.ts';
import { PanelPage } from './panel-page.tsx';

export interface PanelRoutesOptions extends PanelFilesOptions {
  readonly live: Live;
  readonly shell: PageShell;
  readonly changes: Outbox['changes'];
}

/** On its own page a panel is as wide as the page. */
const ALONE = { w: 24, h: 11 };

interface Asked {
  readonly request: Request;
  readonly url: URL;
}

interface Wanted {
  readonly dashboard: Dashboard;
  readonly panel: PanelDefinition;
  readonly view: BoardView;
}

/** One panel of a dashboard as a page, and in its other forms. */
export function mountPanel(router: PatternRouter, options: PanelRoutesOptions): void {
  const { guard, require, live, shell, sources, changes } = options;

  const wantedIn = (params: { readonly slug: string; readonly id: string }, asked: Asked): Wanted => {
    const dashboard = require(params.slug);
    return { dashboard, panel: findPanel(dashboard, params.id), view: viewIn(sources, dashboard, asked) };
  };

  const startFeed = async ({ dashboard, panel, view }: Wanted, events: FeedEvents): Promise<TextFeed> => {
    const board = await startBoard(sources, {
      ...{
        definition: { ...dashboard.definition, panels: [{ ...panel, ...ALONE } as PanelDefinition] },
        view,
        ...events,
      },
      board: { slug: dashboard.slug, mayPress: false },
    });
    const stopping = new AbortController();
    const { signal } = stopping;
    const concerns = { signal, filter: ({ topic, key }: Change) => topic === 'dashboard' && key === dashboard.slug };
    // Who looks comes back to a screen of what it is by then.
    follow(changes.subscribe(concerns), { onChange: events.onLost, onLost: events.onLost, signal });
    const { range, timeZone } = view;
    const { title } = dashboard.definition;
    return {
      draw: () => [clothArea(board.draw()), wholeArea('panel-data', <DataTable {...board.inView()[0]!} />)],
      text: style =>
        textPage({ title, note: range.title, nowMs: sources.now(), timeZone, lines: board.text(style) }, style),
      stop() {
        stopping.abort();
        board.stop();
      },
    };
  };

  const nameOf = ({ dashboard: { slug, version }, panel, view }: Wanted) =>
    `dashboard ${slug} ${version} ${view.name} panel ${panel.id}`;
  const sceneOf = (wanted: Wanted): Scene => ({
    name: nameOf(wanted),
    start: () => runScreen(events => startFeed(wanted, events), sources.onError),
  });
  const textSceneOf = (wanted: Wanted, url: URL) =>
    textScene(url, { name: nameOf(wanted), start: events => startFeed(wanted, events), onError: sources.onError });

  router.represent(routes.panel, {
    offers: ['page', 'json', 'text', 'events'],
    load: ({ params, url, request, representation }) => {
      // A stream says by an event that it is refused; a status would make its page ask again for ever.
      if (representation !== 'events') guard.require(request, 'read');
      return () => wantedIn(params, { request, url });
    },
    page: find => {
      const wanted = find();
      return live.draw(sceneOf(wanted), screen => {
        const { dashboard, panel, view } = wanted;
        const at = { slug: dashboard.slug, id: panel.id };
        const href = routes.panelLive.href(at, { ...view.query, cursor: screen.cursor });
        return htmlResponse(
          <PanelPage
            {...{ shell, ...wanted, nowMs: sources.now() }}
            live={isMoving(view) ? liveLink({ now: sources.now, timeZone: view.timeZone }, href) : undefined}
            cloth={screen.html('cloth')}
            table={screen.html('panel-data')}
          />,
        );
      });
    },
    json: async find => {
      const { dashboard, panel, view } = find();
      const json = panelJson(await viewPanel(sources, dashboard, panel, view), view);
      return Response.json(json, { headers: { 'Cache-Control': 'no-store' } });
    },
    text: (find, ctx) => {
      const wanted = find();
      const moving = liveText(live, ctx, textUrl => textSceneOf(find(), textUrl)!);
      if (moving) return moving;
      return textOf(events => startFeed(wanted, events), ctx);
    },
    events: (find, { request, url }) => live.stream(request, () => textSceneOf(find(), url) ?? sceneOf(find())),
  });

  router.represent(routes.panelLive, {
    offers: ['events'],
    load:
      ({ params, request, url }) =>
      () =>
        sceneOf(wantedIn(params, { request, url })),
    events: (scene, { request }) => live.stream(request, scene),
  });

  mountPanelFiles(router, options);
}
