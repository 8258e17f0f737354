import { terminalText } from '../../components/text/terminal-text.ts';
import type { Guard } from '../auth/guard.ts';
import { hasRight } from '../auth/identity.ts';
import type { WriteToken } from '../auth/write-token.ts';
import { HttpError } from '../http/http-error.ts';
import type { Live, Scene } from '../http/live.ts';
import { liveLink } from '../http/live-link.ts';
import { fragmentResponse, htmlResponse, type PageShell } from '../http/page.tsx';
import type { PatternRouter } from '../http/router.ts';
import { runScreen } from '../http/run-screen.ts';
import { EVENT_STREAM, serveFrames } from '../http/serve-frames.ts';
import type { StreamGate, StreamOwner } from '../http/stream-gate.ts';
import { textOf } from '../http/text-feed.ts';
import { textResponse } from '../http/text-response.ts';
import { forReader } from '../http/time-zone.ts';
import { routes } from '../routes.ts';
import type { ReactiveStream } from '../stream/reactive.ts';
import type { Events } from './kept/events.ts';
import type { Notice } from './notices/notice.ts';
import { noticeFrames } from './notices/notice-frames.ts';
import { toNtfy } from './ntfy-message.ts';
import { EventsPage, FoundEvents } from './page/events-page.tsx';
import { FEED_EVENTS, type FeedSources, filterOf, startEventFeed } from './page/feed.tsx';
import { type FeedQuery, readFeedQuery } from './page/feed-query.ts';
import { sendLine } from './page/send-line.ts';
import { ShownEventPage, shownEventText } from './page/shown-event.tsx';

export interface EventPagesOptions {
  readonly events: Events;
  readonly notices: ReactiveStream<Notice>;
  readonly guard: Guard;
  readonly gate: StreamGate;
  readonly ownerOf: (request: Request) => StreamOwner | undefined;
  readonly live: Live;
  readonly shell: PageShell;
  readonly writeToken: WriteToken;
  /** The address that people use; without one it is that of the request. */
  readonly publicUrl: URL | undefined;
  readonly now: () => number;
  readonly timeZone: string;
  readonly onError: (error: unknown) => void;
}

const NO_STORE = { headers: { 'Cache-Control': 'no-store' } };

/** Looking at events: all of them, one by itself, and word of new ones for open pages. */
export function mountEventPages(router: PatternRouter, options: EventPagesOptions): void {
  const { events, guard, live, shell, now } = options;
  const sourcesFor = (request: Request): FeedSources => forReader({ events, now, timeZone: options.timeZone }, request);

  const scene = (request: Request, query: FeedQuery): Scene => {
    const sources = sourcesFor(request);
    return {
      name: `events ${sources.timeZone} ${JSON.stringify(query)}`,
      start: () => runScreen(feedEvents => startEventFeed(sources, query, feedEvents), options.onError),
    };
  };
  const found = (request: Request, query: FeedQuery) =>
    live.draw(scene(request, query), screen => <FoundEvents screen={screen} query={query} />);
  const lineFor = (request: Request, url: URL) => {
    const token = (hasRight(guard.identify(request), 'own') && options.writeToken.read()) || 'TOKEN';
    return sendLine((options.publicUrl ?? url).origin, token);
  };

  router.represent(routes.events, {
    offers: ['page', 'fragment', 'json', 'text', 'events'],
    load: ({ request, url, representation }) => {
      // A stream says by an event that it is refused; a status would make its page ask again for ever.
      if (representation !== 'events') guard.require(request, 'read');
      return readFeedQuery(url);
    },
    page: async (query, { request, url }) =>
      htmlResponse(
        <EventsPage
          {...{ shell, query }}
          live={liveLink(sourcesFor(request))}
          found={await found(request, query)}
          line={lineFor(request, url)}
        />,
      ),
    fragment: async (query, { request }) => fragmentResponse(await found(request, query)),
    events: (query, { request }) => live.stream(request, scene(request, query)),
    text: (query, ctx) => textOf(feedEvents => startEventFeed(sourcesFor(ctx.request), query, feedEvents), ctx),
    json: async (query, { signal }) => {
      const topics = query.topic === undefined ? undefined : [query.topic];
      const { beforeSeq } = query;
      const page = await events.page({ topics, filter: filterOf(query), beforeSeq, limit: FEED_EVENTS }, signal);
      const before = page.isMore ? { before: page.events.at(-1)!.seq } : {};
      return Response.json({ events: page.events.map(toNtfy), ...before }, NO_STORE);
    },
  });

  router.represent(routes.eventsLive, {
    offers: ['events'],
    load: ({ request, url }) => scene(request, readFeedQuery(url)),
    events: (one, { request }) => live.stream(request, one),
  });

  router.represent(routes.eventShown, {
    offers: ['page', 'json', 'text'],
    load: async ({ request, params }) => {
      guard.require(request, 'read');
      const shown = await events.find(params.id);
      if (!shown) throw new HttpError(404, 'There is no such event, or it has run out.');
      return { ...shown, nowMs: now(), timeZone: sourcesFor(request).timeZone };
    },
    page: shown => htmlResponse(<ShownEventPage shell={shell} {...shown} />),
    json: ({ event }) => Response.json(toNtfy(event), NO_STORE),
    text: (shown, { canShowAnsi }) => textResponse(shownEventText(shown, terminalText(canShowAnsi))),
  });

  router.on(routes.eventNotices, {
    GET: guard.read(({ request }: { readonly request: Request }) => {
      const ticket = options.gate.enter(options.ownerOf(request)!, 'events'); // who may read may hold streams
      if ('refusal' in ticket) throw new HttpError(503, ticket.refusal, { headers: { 'Retry-After': '10' } });
      return serveFrames(request, {
        contentType: EVENT_STREAM,
        frames: signal => noticeFrames(options.notices, AbortSignal.any([signal, ticket.signal])),
        ticket,
      });
    }),
  });
}
