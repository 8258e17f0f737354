import type { ServerResponse } from 'node:http';
import { knownExchange } from './exchange.ts';

/**
 * The Node response behind a Request, for handlers that write the head and the body themselves; the response hooks
 * then run in its `writeHead`. Undefined where no Node server is below, as in `app.request()`: fall back to a Response
 * with a stream. Under HTTP/2 it is the `Http2ServerResponse`, which has the same methods. The host owns it.
 */
export function nodeOutgoing(request: Request): ServerResponse | undefined {
  return knownExchange(request)?.outgoing;
}
