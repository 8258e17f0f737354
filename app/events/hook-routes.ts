import type { Guard } from '../auth/guard.ts';
import { type BodyLimits, readBody } from '../http/body.ts';
import { HttpError } from '../http/http-error.ts';
import type { PatternRouter, RouteCtx } from '../http/router.ts';
import { textResponse } from '../http/text-response.ts';
import { routes } from '../routes.ts';
import { noteDelivery } from '../senders/delivery.ts';
import { keepEvents } from './keep-events.ts';
import type { KeptEvent } from './kept/event.ts';
import { eventLimits } from './kept/event-limits.ts';
import type { Events } from './kept/events.ts';
import { topicProblem } from './kept/topic-name.ts';
import { toNtfy } from './ntfy-message.ts';
import { hookHeaders } from './webhooks/hook-headers.ts';
import { toDrafts } from './webhooks/to-drafts.ts';
import { hasSignature } from './webhooks/verify-signature.ts';
import type { WebhookStore } from './webhooks/webhook-store.ts';

export interface HookOptions {
  readonly events: Pick<Events, 'append'>;
  readonly webhooks: WebhookStore;
  readonly guard: Guard;
  readonly now: () => number;
}

/** GitHub says at most 25 MB, and sends what is near it for nobody. */
const bodyLimits: BodyLimits = { receivedBytes: 1024 * 1024, plainBytes: 4 * 1024 * 1024, plainPerReceivedByte: 200 };

/** Any JSON as an event: what other programs send by themselves. */
export function mountHook(router: PatternRouter, { events, webhooks, guard, now }: HookOptions): void {
  const take = guard.ingest(
    async (ctx: Pick<RouteCtx<{ topic: string }>, 'request' | 'params' | 'signal' | 'representation'>) => {
      const { topic } = ctx.params;
      const problem = topicProblem(topic);
      if (problem !== undefined) throw new HttpError(400, problem);
      const bytes = await readBody(ctx.request, bodyLimits, ctx.signal);
      const { kept: headers, signatures } = hookHeaders(ctx.request.headers);
      const hook = webhooks.of(topic);
      if (hook?.secret !== undefined && !hasSignature(bytes, signatures, hook.secret)) throw unsigned();
      const text = bytes.toString('utf8');
      const atMs = now();
      const drafts = toDrafts({ topic, body: parse(text), headers, atMs }, hook?.mapping);
      const isSmall = bytes.byteLength <= eventLimits.payloadBytes;
      const kept = await keepEvents(events, drafts, isSmall ? { topic, atMs, headers, body: text } : undefined);
      noteDelivery(ctx.request, { accepted: kept.length });
      if (ctx.representation === 'text') return textResponse(kept.map(line).join('') || 'ok, and nothing to say\n');
      return Response.json({ events: kept.map(toNtfy) }, { headers: { 'Cache-Control': 'no-store' } });
    },
  );
  const entry = { offers: ['json', 'text'], handler: take } as const;
  router.on(routes.eventHook, { POST: entry, PUT: entry });
}

function line({ topic, title, message, source }: KeptEvent): string {
  return `ok ${topic}: ${(title || message).slice(0, 200)} (${source})\n`;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const hint = text.startsWith('payload=')
      ? ' Choose the content type application/json where the webhook is set up.'
      : '';
    throw new HttpError(400, `The body is not JSON: ${(cause as SyntaxError).message}.${hint}`, { cause });
  }
}

function unsigned(): HttpError {
  return new HttpError(
    403,
    'The signature of this body is missing or wrong. Set the same secret where the webhook is sent and on its page here.',
  );
}
