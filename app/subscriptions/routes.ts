import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Guard } from '../auth/guard.ts';
import { farewellCode } from '../http/farewell-code.ts';
import { HttpError } from '../http/http-error.ts';
import { keepAwake } from '../http/keep-awake.ts';
import { reportError } from '../http/pipeline/report-error.ts';
import type { PatternRouter } from '../http/router.ts';
import { serveWebSocket } from '../http/serve-web-socket.ts';
import type { StreamGate, StreamOwner, Ticket } from '../http/stream-gate.ts';
import { type AcceptedWebSocket, acceptWebSocket } from '../http/upgrade.ts';
import { routes } from '../routes.ts';
import { SubscriberSession } from './subscriber-session.ts';
import type { TopicSources } from './topic.ts';

export interface SubscriptionRoutesOptions {
  readonly guard: Guard;
  readonly gate: StreamGate;
  /** Who may hold streams open. */
  readonly ownerOf: (request: Request) => StreamOwner | undefined;
  readonly sources: TopicSources;
}

/** Everything that moves, over one web socket. */
export function mountSubscriptions(
  router: PatternRouter,
  { guard, gate, ownerOf, sources }: SubscriptionRoutesOptions,
) {
  router.on(routes.socketOut, {
    GET: guard.read(async ({ request }: { readonly request: Request }) => {
      const ticket = gate.enter(ownerOf(request)!, 'socket'); // who may read may hold streams
      if ('refusal' in ticket) throw new HttpError(503, ticket.refusal, { headers: { 'Retry-After': '10' } });
      try {
        const accepted = await acceptWebSocket(request);
        if (accepted) void serve(accepted, ticket, sources);
        else ticket.leave();
        return RESPONSE_ALREADY_SENT;
      } catch (error) {
        ticket.leave();
        throw error;
      }
    }),
  });
}

async function serve(accepted: AcceptedWebSocket, ticket: Ticket, sources: TopicSources): Promise<void> {
  keepAwake(accepted.socket);
  const onError = (error: unknown) => reportError('A topic could not be followed.', error);
  const session = new SubscriberSession(accepted.socket, { sources, onError });
  const frames = (signal: AbortSignal) => session.frames(AbortSignal.any([signal, ticket.signal]));
  await serveWebSocket(accepted, frames, ticket, () => farewellCode(ticket.signal.reason));
}
