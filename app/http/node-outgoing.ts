import type { ServerResponse } from 'node:http';
import { exchangeOf } from './exchange.ts';
import type { Exchange } from './middleware.ts';

const outgoings = new WeakMap<Exchange, ServerResponse>();

/**
 * The Node response behind a Request, for handlers that write the head and the body themselves; the response hooks
 * then run in its `writeHead`. Undefined where no Node server is below, as in `app.request()`: fall back to a Response
 * with a stream. Under HTTP/2 it is the `Http2ServerResponse`, which has the same methods. The host owns it.
 */
export function nodeOutgoing(request: Request): ServerResponse | undefined {
  const exchange = exchangeOf(request);
  return exchange && outgoings.get(exchange);
}

/** For adapters: makes `outgoing` the answer of `nodeOutgoing` for every Request of this exchange. */
export function setNodeOutgoing(exchange: Exchange, outgoing: ServerResponse): void {
  outgoings.set(exchange, outgoing);
}
