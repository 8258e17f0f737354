import type { Identity } from '../auth/identity.ts';
import type { Exchange, Middleware } from '../http/middleware.ts';
import { routes } from '../routes.ts';
import { deliveryOf } from './delivery.ts';
import { protocolNames } from './protocol-names.ts';
import type { SenderStore } from './store.ts';

export interface WatchSendersOptions {
  readonly senders: Pick<SenderStore, 'took' | 'turnedAway'>;
  readonly identify: (request: Request) => Identity | undefined;
}

/**
 * Counts what senders bring, from the answers to their requests: of who was let in what became of it, of the others that
 * they were turned away, and why. Outside of all guards, so that none turns anybody away unseen.
 */
export function watchSenders({ senders, identify }: WatchSendersOptions): Middleware {
  return {
    name: 'watch-senders',
    processError(error, exchange) {
      if (!mayBeCounted(exchange) || !(error instanceof Error)) return;
      const delivery = deliveryOf(exchange.request);
      if (delivery) delivery.reason ??= sentenceOf(error);
    },
    processResponse({ status }, exchange) {
      const protocol = protocolNames.get(exchange.route ?? '');
      if (protocol === undefined && !isLost(exchange, status)) return;
      const { request } = exchange;
      const who = identify(request);
      const origin = { address: exchange.remoteAddress ?? 'unknown', userAgent: exchange.header('user-agent') ?? '' };
      const delivery = deliveryOf(request) ?? {};
      if (protocol === undefined || who?.kind !== 'token' || status === 401 || status === 403) {
        const reason = whyTurnedAway(exchange, status) ?? delivery.reason ?? `It was answered ${status}.`;
        if (status >= 400)
          senders.turnedAway({ ...origin, asked: `${exchange.method} ${exchange.path}`, status, reason });
        return;
      }
      const name = who.tokenId === 0 ? 'this machine, without a token' : who.name;
      senders.took({ ...origin, senderId: `token ${who.tokenId}`, name, protocol }, delivery);
    },
  };
}

/** What the owner should know, and the sender need not: whether there is such a token is nobody else's business. */
function whyTurnedAway({ request, path }: Exchange, status: number): string | undefined {
  const query = new URL(request.url).searchParams;
  const hasToken = request.headers.has('authorization') || query.has('k') || query.has('p');
  if (status === 401)
    return hasToken
      ? 'Its token is not known here: it is mistyped, or was revoked. Make one under Settings.'
      : 'It came without a token. A line below shows where one goes.';
  if (status === 404)
    return `Nothing takes data at ${path}. The page for programs, ${routes.api.href()}, lists the addresses that do.`;
  return undefined;
}

/** Something was sent to an address that takes nothing. */
function isLost({ method, route }: Exchange, status: number): boolean {
  return route === undefined && WRITING.has(method) && (status === 404 || status === 405);
}

const WRITING: ReadonlySet<string> = new Set(['POST', 'PUT']);

function mayBeCounted({ route, method }: Exchange): boolean {
  return route === undefined ? WRITING.has(method) : protocolNames.has(route);
}

/** What the sender is told; of another error nobody but the log hears. */
function sentenceOf(error: Error): string {
  if ('sentence' in error && typeof error.sentence === 'string') return error.sentence;
  if ('status' in error && Number(error.status) < 500) return error.message;
  return 'retryAfterSeconds' in error
    ? 'Too much was waiting to be written; it was told to come again.'
    : 'Something went wrong here; the log says what.';
}
