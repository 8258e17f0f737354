import type { ServerResponse } from 'node:http';
import { knownExchange, LiveExchange } from '../exchange.ts';
import type { Pipeline } from '../middleware.ts';
import { type Incoming, NodeEntry } from './node-entry.ts';
import { NodeResponse } from './node-response.ts';

/** One request's passage on a host whose handlers get Node's own request and response. */
export interface NodePassage {
  readonly exchange: LiveExchange;
  readonly response: NodeResponse;
  /** To be called before the handler: gives it what request hooks have changed or read. */
  handOver(): void;
}

/** `findRoute` tells the matched template when the head is written; a route that the handler has set stays. */
export function beginNode(
  pipeline: Pipeline,
  incoming: Incoming,
  outgoing: ServerResponse,
  findRoute?: () => string | undefined,
): NodePassage {
  const entry = new NodeEntry(incoming);
  const exchange = knownExchange(incoming) ?? new LiveExchange(incoming, entry);
  entry.onRequest = request => exchange.linkTo(request);
  const response = new NodeResponse(pipeline.begin(exchange), outgoing, {
    onGone: () => entry.abort(),
    ...(findRoute && { onHead: () => setRoute(exchange, findRoute()) }),
  });
  const handOver = () => {
    entry.handBack();
    if (exchange.isReplaced) replaceHead(incoming, exchange.request);
  };
  return { exchange, response, handOver };
}

function setRoute(exchange: LiveExchange, route: string | undefined): void {
  if (route !== undefined) exchange.route ??= route;
}

/** Method, address and headers of a Request that a hook put in the place of the first one. Its body stays behind. */
function replaceHead(incoming: Incoming, { method, url, headers }: Request): void {
  const { pathname, search } = new URL(url);
  const values: PropertyDescriptorMap = {
    method: { value: method, writable: true, configurable: true },
    headers: { value: Object.fromEntries(headers), writable: true, configurable: true },
  };
  Object.defineProperties(incoming, values);
  if (pathname + search !== (incoming.originalUrl ?? incoming.url)) incoming.url = pathname + search;
}
