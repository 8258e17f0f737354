import { knownExchange } from './exchange.ts';
import type { PastResponse } from './pipeline/past-response.ts';

/**
 * The connection itself, for a handler that has written the head and some of the body to `nodeOutgoing` and writes much more:
 * what a response adds to each write is then saved. Undefined where a connection carries more than the body (HTTP/2, chunk
 * framing), or there is none. Give it back before the response is written to again; ending it stays the response's.
 */
export function goPastResponse(request: Request): PastResponse | undefined {
  return knownExchange(request)?.goPastResponse();
}
