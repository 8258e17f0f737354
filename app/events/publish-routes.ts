import type { Guard } from '../auth/guard.ts';
import { type BodyLimits, readBody } from '../http/body.ts';
import { HttpError } from '../http/http-error.ts';
import type { PatternRouter, RouteCtx } from '../http/router.ts';
import { textResponse } from '../http/text-response.ts';
import { routes } from '../routes.ts';
import { noteDelivery } from '../senders/delivery.ts';
import { keepEvents } from './keep-events.ts';
import type { EventDraft } from './kept/event.ts';
import type { Events } from './kept/events.ts';
import { topicProblem } from './kept/topic-name.ts';
import { publishedJson, publishedText } from './publish/answer-publish.ts';
import { parsePublish } from './publish/parse-publish.ts';

export interface PublishOptions {
  readonly events: Pick<Events, 'append'>;
  readonly guard: Guard;
  readonly now: () => number;
}

/** Of one message with all that stands around it. */
const bodyLimits: BodyLimits = { receivedBytes: 64 * 1024, plainBytes: 64 * 1024, plainPerReceivedByte: 1000 };

type Ctx = Pick<RouteCtx<object>, 'request' | 'url' | 'signal' | 'representation'>;
interface Place {
  readonly topic?: string;
  readonly sequence?: string;
}

/** Sending an event, as ntfy's clients do it. */
export function mountPublish(router: PatternRouter, { events, guard, now }: PublishOptions): void {
  const publish = guard.ingest(async (ctx: Ctx & { readonly params: Place }) => {
    const { request, params, url, signal } = ctx;
    // GET writes here; but who only looks, such as a preview of a link, must not.
    if (request.method === 'HEAD')
      throw new HttpError(405, 'HEAD sends nothing; use GET, POST or PUT.', { headers: { Allow: 'GET' } });
    const body = await readBody(request, bodyLimits, signal);
    const { topic, sequence } = params;
    const parsed = parsePublish({ topic, sequence, headers: request.headers, query: url.searchParams, body }, now());
    if ('problem' in parsed) throw new HttpError(parsed.status, parsed.problem);
    const [event] = await keepEvents(events, [parsed.draft]);
    noteDelivery(request, { accepted: 1 });
    if (ctx.representation === 'text') return textResponse(publishedText(event!, parsed.ignored));
    return Response.json(publishedJson(event!, parsed.ignored), { headers: { 'Cache-Control': 'no-store' } });
  });
  // A terminal reads words; ntfy's clients say nothing of what they read, and it is JSON.
  const entry = { offers: ['json', 'text'], handler: publish } as const;

  /** A word about what was sent before under that sequence id. */
  const tell = (kind: 'message_delete' | 'message_clear', words: string) => ({
    offers: ['json', 'text'] as const,
    handler: guard.ingest(async (ctx: Ctx & { readonly params: Required<Place> }) => {
      const { topic, sequence } = ctx.params;
      const problem = topicProblem(topic);
      if (problem !== undefined) throw new HttpError(400, problem);
      const [event] = await keepEvents(events, [wordAbout(topic, sequence, kind, now())]);
      noteDelivery(ctx.request, { accepted: 1 });
      if (ctx.representation === 'text') return textResponse(`ok ${topic}: ${sequence} ${words}\n`);
      return Response.json(publishedJson(event!, []), { headers: { 'Cache-Control': 'no-store' } });
    }),
  });

  router.on(routes.eventAny, { POST: entry, PUT: entry });
  router.on(routes.event, {
    POST: entry,
    PUT: entry,
  });
  router.on(routes.eventByGet, { GET: entry });
  router.on(routes.eventSequence, { POST: entry, PUT: entry, DELETE: tell('message_delete', 'is deleted') });
  router.on(routes.eventClear, { PUT: tell('message_clear', 'is seen') });
}

function wordAbout(topic: string, sequence: string, kind: EventDraft['kind'], atMs: number): EventDraft {
  const nothing = { title: '', message: '', priority: 3, tags: [], isMarkdown: false, actions: [] } as const;
  return { topic, sequence, kind, atMs, ...nothing };
}

/** A GET that sends, for devices that can do no more; the cross-site guard must know. */
export function isPublishingGet(route: string | undefined): boolean {
  return route === routes.eventByGet.pattern;
}
