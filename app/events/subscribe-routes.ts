import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Guard } from '../auth/guard.ts';
import { HttpError } from '../http/http-error.ts';
import type { PatternRouter } from '../http/router.ts';
import { serveFrames } from '../http/serve-frames.ts';
import { serveWebSocket } from '../http/serve-web-socket.ts';
import type { StreamGate, StreamOwner, Ticket } from '../http/stream-gate.ts';
import { acceptWebSocket } from '../http/upgrade.ts';
import { routes } from '../routes.ts';
import { frameForms } from './subscribe/frame-forms.ts';
import { parseSubscription, type Subscription } from './subscribe/parse-subscription.ts';
import { type SubscriberSources, subscriberFrames } from './subscribe/subscriber-frames.ts';

export interface SubscribeOptions extends SubscriberSources {
  readonly guard: Guard;
  readonly gate: StreamGate;
  /** Who may hold streams open. */
  readonly ownerOf: (request: Request) => StreamOwner | undefined;
}

interface Ctx {
  readonly request: Request;
  readonly url: URL;
  readonly params: { readonly topic: string };
}

/** Reading events as they come, as ntfy's clients do it. */
export function mountSubscribe(router: PatternRouter, options: SubscribeOptions): void {
  const { guard } = options;

  router.on(routes.eventStream, {
    GET: guard.read(
      ({ request, url, params }: Ctx & { readonly params: { readonly form: 'json' | 'sse' | 'raw' } }) => {
        const subscription = subscriptionOf({ request, url, params }, options);
        const ticket = enter(request, options);
        const { contentType } = frameForms[params.form];
        return serveFrames(request, {
          contentType,
          frames: signal =>
            subscriberFrames(options, subscription, params.form, AbortSignal.any([signal, ticket.signal])),
          ticket,
        });
      },
    ),
  });

  router.on(routes.eventSocket, {
    GET: guard.read(async ({ request, url, params }: Ctx) => {
      const subscription = subscriptionOf({ request, url, params }, options);
      const ticket = enter(request, options);
      try {
        const accepted = await acceptWebSocket(request);
        if (accepted) void serve(accepted, subscription, ticket);
        else ticket.leave();
        return RESPONSE_ALREADY_SENT;
      } catch (error) {
        ticket.leave();
        throw error;
      }
    }),
  });

  const serve = async (
    accepted: NonNullable<Awaited<ReturnType<typeof acceptWebSocket>>>,
    subscription: Subscription,
    ticket: Ticket,
  ) => {
    const frames = (signal: AbortSignal) =>
      subscriberFrames(options, subscription, 'ws', AbortSignal.any([signal, ticket.signal]));
    await serveWebSocket(accepted, frames, ticket);
  };

  // What ntfy's apps ask before they subscribe.
  router.on(routes.eventAuth, { GET: guard.read(() => Response.json({ success: true })) });
}

function subscriptionOf({ request, url, params }: Ctx, { now }: SubscribeOptions): Subscription {
  const parsed = parseSubscription(params.topic, request.headers, url.searchParams, now());
  if ('problem' in parsed) throw new HttpError(400, parsed.problem);
  return parsed;
}

function enter(request: Request, { gate, ownerOf }: SubscribeOptions): Ticket {
  const ticket = gate.enter(ownerOf(request)!, 'events'); // who may read may hold streams
  if ('refusal' in ticket) throw new HttpError(503, ticket.refusal, { headers: { 'Retry-After': '10' } });
  return ticket;
}
