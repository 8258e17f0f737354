import { raw } from 'hono/html';
import { textPage } from '../../components/text/text-page.ts';
import type { Guard } from '../auth/guard.ts';
import { hasRight, type Identity } from '../auth/identity.ts';
import type { WriteToken } from '../auth/write-token.ts';
import { type BoardSources, clothArea, startBoard } from '../dashboards/live.ts';
import type { DashboardStore } from '../dashboards/store.ts';
import { type BoardView, parseBoardView, requireBoardView } from '../dashboards/view/board-view.ts';
import { isMoving } from '../dashboards/view/is-moving.ts';
import type { History } from '../history/history.ts';
import type { Live, Scene } from '../http/live.ts';
import { liveLink } from '../http/live-link.ts';
import { fragmentResponse, htmlResponse, type PageShell } from '../http/page.tsx';
import type { PatternRouter } from '../http/router.ts';
import { type FeedEvents, runScreen } from '../http/run-screen.ts';
import { type TextFeed, textOf } from '../http/text-feed.ts';
import { forAddress, forReader, timeZoneOf } from '../http/time-zone.ts';
import { routes } from '../routes.ts';
import { startHosts } from './feed.ts';
import { hostBoard } from './host-board.ts';
import { HostPage } from './host-page.tsx';
import { hostsJson } from './json.ts';
import { HostsContent, HostsPage } from './page.tsx';
import { requireHost } from './require-host.ts';

export interface HostsRoutesOptions {
  readonly dashboards: Pick<DashboardStore, 'find'>;
  readonly writeToken: WriteToken;
  readonly guard: Guard;
  readonly live: Live;
  readonly shell: PageShell;
  readonly sources: BoardSources & { readonly history: Pick<History, 'latest'> };
  /** Of this machine. */
  readonly hostName: string;
  /** The address that people use; without one it is that of the request, which the host guard let through. */
  readonly publicUrl: URL | undefined;
}

const OWN_SLUG = 'this-machine';

/** The machines that send, in one list and each by itself. */
export function mountHosts(router: PatternRouter, options: HostsRoutesOptions): void {
  const { dashboards, writeToken, guard, live, shell, sources, hostName, publicUrl } = options;

  const hrefOf = (name: string) => {
    if (name !== '') return routes.host.href({ name });
    return dashboards.find(OWN_SLUG) && routes.dashboard.href({ slug: OWN_SLUG });
  };
  const feedOptions = { sources, ownName: hostName, hrefOf };
  const scene: Scene = {
    name: 'hosts',
    start: () => runScreen(events => startHosts(feedOptions, events), sources.onError),
  };

  const lineFor = (who: Identity | undefined, url: URL) => ({
    origin: (publicUrl ?? url).origin,
    token: (hasRight(who, 'own') && writeToken.read()) || 'TOKEN',
  });

  router.represent(routes.hosts, {
    offers: ['page', 'fragment', 'json', 'text', 'events'],
    // A stream says by an event that it is refused; a status would make its page ask again for ever.
    load: ({ request, representation }) => ({
      who: representation === 'events' ? undefined : guard.require(request, 'read'),
    }),
    page: ({ who }, { request, url }) =>
      live.draw(scene, screen => {
        const link = liveLink(forReader(sources, request), routes.hostsLive.href({}, { cursor: screen.cursor }));
        const rows = screen.html('hosts-rows');
        return htmlResponse(<HostsPage shell={shell} live={link} rows={rows} {...lineFor(who, url)} />);
      }),
    fragment: ({ who }, { url }) =>
      live.draw(scene, screen =>
        fragmentResponse(<HostsContent rows={screen.html('hosts-rows')} {...lineFor(who, url)} />),
      ),
    json: async () => Response.json(await hostsJson(feedOptions), { headers: { 'Cache-Control': 'no-store' } }),
    text: (_, ctx) => textOf(events => startHosts({ ...feedOptions, sources: forAddress(sources, ctx) }, events), ctx),
    events: (_, { request }) => live.stream(request, scene),
  });

  router.represent(routes.hostsLive, {
    offers: ['events'],
    load: ({ request }) => request,
    events: request => live.stream(request, scene),
  });

  const contextOf = (request: Request, url: URL) => ({
    nowMs: sources.now(),
    timeZone: timeZoneOf(request, url, sources.timeZone),
  });

  const startHost = async (name: string, view: BoardView, events: FeedEvents): Promise<TextFeed> => {
    const definition = hostBoard(name);
    const board = await startBoard(sources, { definition, view, ...events });
    const { timeZone } = view;
    return {
      draw: () => [clothArea(board.draw())],
      text: style => textPage({ title: name, nowMs: sources.now(), timeZone, lines: board.text(style) }, style),
      stop: board.stop,
    };
  };
  const hostScene = (name: string, view: BoardView): Scene => ({
    name: `host ${view.name} ${name}`,
    start: () => runScreen(events => startHost(name, view, events), sources.onError),
  });

  router.represent(routes.host, {
    offers: ['page', 'fragment', 'json', 'text'],
    load: async ({ params: { name }, url, request }) => {
      guard.require(request, 'read');
      const require = () => requireBoardView(url.searchParams, contextOf(request, url));
      return { name, info: await requireHost(sources.history, name), require };
    },
    page: ({ name, info }, { request, url }) => {
      const context = contextOf(request, url);
      const { view, problem } = parseBoardView(url.searchParams, context);
      return live.draw(hostScene(name, view), screen => {
        const href = routes.hostLive.href({ name }, { ...view.query, cursor: screen.cursor });
        const about = info && `${info.labels.system} · Telltale ${info.labels.version}`;
        const link = isMoving(view) ? liveLink({ now: sources.now, timeZone: view.timeZone }, href) : undefined;
        const cloth = screen.html('cloth');
        return htmlResponse(
          <HostPage {...{ shell, name, about, view, problem, cloth, nowMs: context.nowMs }} live={link} />,
          problem === undefined ? 200 : 400,
        );
      });
    },
    fragment: ({ name, require }) =>
      live.draw(hostScene(name, require()), screen => fragmentResponse(raw(screen.html('cloth')))),
    json: ({ name }) => Response.json(hostBoard(name), { headers: { 'Cache-Control': 'no-store' } }),
    text: ({ name, require }, ctx) => {
      const view = require();
      return textOf(events => startHost(name, view, events), ctx);
    },
  });

  router.represent(routes.hostLive, {
    offers: ['events'],
    load:
      ({ params: { name }, request, url }) =>
      async () => {
        await requireHost(sources.history, name);
        return hostScene(name, requireBoardView(url.searchParams, contextOf(request, url)));
      },
    events: (find, { request }) => live.stream(request, find),
  });
}
