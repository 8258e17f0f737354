import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Guard } from '../../auth/guard.ts';
import type { Identity } from '../../auth/identity.ts';
import { exchangeOf } from '../../http/exchange.ts';
import { HttpError } from '../../http/http-error.ts';
import { keepAwake } from '../../http/keep-awake.ts';
import { reportError } from '../../http/pipeline/report-error.ts';
import type { PatternRouter } from '../../http/router.ts';
import type { StreamGate, Ticket } from '../../http/stream-gate.ts';
import { type AcceptedWebSocket, acceptWebSocket } from '../../http/upgrade.ts';
import { routes } from '../../routes.ts';
import { noteDelivery } from '../../senders/delivery.ts';
import type { KnownSender, SenderStore } from '../../senders/store.ts';
import type { Intake } from '../intake.ts';
import { senderOf } from '../sender-of.ts';
import type { Ack } from './keep-group.ts';
import { SenderSession } from './sender-session.ts';

export interface SocketRoutesOptions {
  readonly guard: Guard;
  readonly gate: StreamGate;
  readonly intake: Pick<Intake, 'take' | 'memory'>;
  readonly senders: Pick<SenderStore, 'took'>;
  readonly now: () => number;
}

/** Readings over a web socket that stays open. */
export function mountSenderSocket(router: PatternRouter, options: SocketRoutesOptions): void {
  router.on(routes.socketIn, {
    GET: options.guard.ingest(async ({ request }: { readonly request: Request }, who) => {
      const from = originOf(request, who);
      const ticket = enter(options.gate, from);
      try {
        noteDelivery(request, { accepted: 0 });
        const accepted = await acceptWebSocket(request);
        if (accepted) void serve(accepted, who, from, ticket, options);
        else ticket.leave();
        return RESPONSE_ALREADY_SENT;
      } catch (error) {
        ticket.leave();
        throw error;
      }
    }),
  });
}

async function serve(
  { socket }: AcceptedWebSocket,
  who: Identity,
  from: KnownSender,
  ticket: Ticket,
  { intake, senders, now }: SocketRoutesOptions,
): Promise<void> {
  keepAwake(socket);
  const session = new SenderSession(socket, {
    ...{ intake, now, sender: senderOf(who) },
    onKept: ack => senders.took(from, deliveryOf(ack)),
    onRefused: reason => senders.took(from, { reason }),
    onError: error => reportError('Readings of a web socket could not be kept.', error),
  });
  await session.run(ticket.signal);
  ticket.leave();
}

function originOf(request: Request, who: Identity): KnownSender {
  const exchange = exchangeOf(request);
  const { id, name } = senderOf(who);
  return {
    ...{ senderId: id, protocol: 'web_socket' },
    name: who.kind === 'token' && who.tokenId === 0 ? 'this machine, without a token' : (who.name ?? name),
    address: exchange?.remoteAddress ?? 'unknown',
    userAgent: exchange?.header('user-agent') ?? '',
  };
}

function enter(gate: StreamGate, { senderId, address }: KnownSender): Ticket {
  const ticket = gate.enter({ user: senderId, address }, 'sender');
  if ('refusal' in ticket) throw new HttpError(503, ticket.refusal, { headers: { 'Retry-After': '10' } });
  return ticket;
}

/** For the page of the senders. */
function deliveryOf({ accepted, refused, problems = [], refusals = [] }: Ack) {
  const [problem] = problems;
  const [refusal] = refusals;
  const reason = problem ? `${placeOf(problem)}: ${problem.reason}` : refusal?.reason;
  return {
    ...{ accepted, rejected: refused },
    ...(reason !== undefined && { reason }),
    ...(!problem && refusal && { excerpt: refusal.reading }),
  };
}

function placeOf(problem: NonNullable<Ack['problems']>[number]): string {
  const { message } = problem;
  return 'byte' in problem
    ? `message ${message}, byte ${problem.byte}`
    : `message ${message}, line ${problem.line}, column ${problem.column}`;
}
