import { raw } from 'hono/html';
import type { Guard } from '../../auth/guard.ts';
import { hasRight } from '../../auth/identity.ts';
import type { Live } from '../../http/live.ts';
import { liveText } from '../../http/live-text.ts';
import { fragmentResponse, type PageShell } from '../../http/page.tsx';
import type { PatternRouter } from '../../http/router.ts';
import { textOf } from '../../http/text-feed.ts';
import { routes } from '../../routes.ts';
import { hideAddresses } from '../kinds/hide-addresses.ts';
import type { BoardSources } from '../live.ts';
import type { Dashboard } from '../store.ts';
import { requireBoardView } from '../view/board-view.ts';
import type { BoardScenes } from './board-scenes.tsx';
import { drawBoardPage } from './draw-board-page.tsx';

export interface BoardRoutesOptions {
  readonly guard: Guard;
  readonly live: Live;
  readonly shell: PageShell;
  readonly sources: BoardSources;
  readonly scenes: BoardScenes;
  /** @throws HttpError 404 */
  readonly require: (slug: string) => Dashboard;
}

/** A dashboard as a page, as JSON, as text, and as the stream that keeps its page moving. */
export function mountBoard(
  router: PatternRouter,
  { guard, live, shell, sources, scenes, require }: BoardRoutesOptions,
): void {
  const { contextOf, lookedAt, sceneOf, textSceneOf, startFeed } = scenes;
  const find = (slug: string, request: Request, url: URL) => {
    const dashboard = require(slug);
    const view = requireBoardView(url.searchParams, contextOf(dashboard, request, url));
    return { dashboard, looked: lookedAt(view, request, url) };
  };

  router.represent(routes.dashboard, {
    offers: ['page', 'fragment', 'json', 'text', 'events'],
    load: ({ params, url, request, representation }) => {
      // A stream says by an event that it is refused; a status would make its page ask again for ever.
      const who = representation === 'events' ? undefined : guard.require(request, 'read');
      return { mayEdit: hasRight(who, 'own'), find: () => find(params.slug, request, url) };
    },
    page: ({ mayEdit }, { params, request, url, signal }) =>
      drawBoardPage({ live, shell, sources, scenes }, require(params.slug), { request, url, signal, mayEdit }),
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
        const { dashboard, looked } = find(params.slug, request, url);
        return sceneOf(dashboard, looked);
      },
    events: (scene, { request }) => live.stream(request, scene),
  });
}
