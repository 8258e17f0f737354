/**
 * Portable middleware: four optional hooks, written once, that plug into Hono, Express, Fastify, plain Node servers and
 * fetch handlers alike (`adapters/`).
 *
 * - Request hooks run in order, outermost first. One may answer (the rest and the handler are skipped), or put another
 *   Request in the place of this one.
 * - Whatever happens then (answer, error, client gone), every middleware whose request hook was entered gets its response
 *   hook and its end hook exactly once, innermost first.
 * - The response hook is synchronous and sees only the head, because a Node host writes heads synchronously and nobody may
 *   buffer a stream. It may change the head, or return another Response while no byte was sent.
 * - An error goes to `processError`, innermost first, until one answers; then the response hooks see that answer. A hook's
 *   own error in `processResponse` goes to the layers outside of it. `HttpError` that nobody answers becomes its status and
 *   sentence, anything else is left to the host's own error handling, or becomes a plain 500.
 * - State belongs to `exchange.slot(this, ...)`; an instance holds none and may serve any number of hosts at once.
 *
 * @example
 * const poweredBy: Middleware = { name: 'powered-by', processResponse: head => head.headers.set('X-Powered-By', 'wind') };
 * const pipeline = compose(poweredBy);
 * app.use(toHono(pipeline));                                     // Hono, on Node or anywhere
 * const handle = toFetch(pipeline, () => new Response('hello')); // any fetch host
 */
import { exchangeFor, type LiveExchange } from './exchange.ts';
import { respond } from './pipeline/fetch-response.ts';
import { sortMiddlewares } from './pipeline/order.ts';
import { type LastResort, Passage } from './pipeline/passage.ts';
import type { TraceContext } from './trace-context.ts';

/** Head of a response that is about to be sent. Both parts may be changed until the outermost hook has returned. */
export interface ResponseHead {
  status: number;
  readonly headers: Headers;
  /**
   * Sends a header behind the body; `value` is asked when the body ends. Missing where that cannot be: the client has not
   * sent `TE: trailers`, the length of the body is told, there is none, or the host cannot (those that take a Response).
   */
  readonly sendTrailer?: (name: string, value: () => string) => void;
}

/** How a request ended, told once, after the last byte, the error or the client's leaving. */
export interface Outcome {
  /** `error`: the body broke after the head was out. An answered error, a 500 too, is `complete`. */
  readonly kind: 'complete' | 'client-aborted' | 'error';
  /** Status of the head; 499 when the client left before there was one. */
  readonly status: number;
  /** Milliseconds from the start to the response head. */
  readonly headMs: number;
  /** Milliseconds from the start to the end of the body. */
  readonly totalMs: number;
  /** Bytes of the body given to the host, without head and chunk framing. */
  readonly bytes: number;
  /** The error behind the answer or behind the broken body, if there was one. For the log; may hold secrets. */
  readonly error?: unknown;
}

/** One request on its way through the pipeline. Found again from its Request by `exchangeOf`. */
export interface Exchange {
  /** The current Request: the host's, or the one that a request hook put in its place. Node hosts make it at the first use. */
  readonly request: Request;
  /** Of the current Request, as are `path` and `header`; these three cost nothing on any host. */
  readonly method: string;
  /** Percent-encoded, without the query. */
  readonly path: string;
  /** A header's value, several joined by commas; null when it is missing. */
  header(name: string): string | null;
  /** Network address of the peer, which may be a proxy. Undefined where the host tells none. */
  readonly remoteAddress: string | undefined;
  /** The matched route template, such as `/d/:slug` (`http.route`). Whoever dispatches the request sets it. */
  route?: string;
  /** Aborts when the client leaves. It may already be aborted: check before waiting. */
  readonly signal: AbortSignal;
  /** Start, in milliseconds of the monotonic clock (`performance.now()`). */
  readonly startedAt: number;
  /** From the `traceparent` header; a new trace when there is none or it is invalid. */
  readonly trace: TraceContext;
  /** State of one middleware for this request: made by the first call, the same for every later one. */
  slot<T>(owner: Middleware, init: () => T): T;
}

/** One layer. All hooks are optional and called as methods. */
export interface Middleware {
  /** Unique in its pipeline; other middlewares name it in `after` and `before`. */
  readonly name: string;
  /** Names of middlewares that must be outside of this one. An unknown name stops the start. */
  readonly after?: readonly string[];
  /** Names of middlewares that must be inside of this one. An unknown name stops the start. */
  readonly before?: readonly string[];
  // biome-ignore lint/suspicious/noConfusingVoidType: a hook that has nothing to say simply ends
  processRequest?(exchange: Exchange): Response | Request | void | Promise<Response | Request | void>;
  /** May answer the error, or throw another one in its place; then it must keep the first as `cause`. */
  // biome-ignore lint/suspicious/noConfusingVoidType: as above
  processError?(error: unknown, exchange: Exchange): Response | void | Promise<Response | void>;
  /** Synchronous on purpose: see the head of this file. */
  // biome-ignore lint/suspicious/noConfusingVoidType: as above
  processResponse?(head: ResponseHead, exchange: Exchange): Response | void;
  /** Must not throw; if it does, the process gets a warning and the other end hooks still run. */
  processEnd?(outcome: Outcome, exchange: Exchange): void;
}

/** Middlewares in their final order. Holds no state of requests. */
export interface Pipeline {
  /** Names, outermost first. */
  readonly order: readonly string[];
  /**
   * Takes one request through the hooks and `next`. The end hooks run when the returned body was read to its end or
   * cancelled, so a host must do one of the two. `lastResort` answers errors that no `processError` answered.
   */
  handle(
    request: Request,
    next: (request: Request) => Response | Promise<Response>,
    lastResort?: LastResort,
  ): Promise<Response>;
  /** For adapters of hosts that write heads themselves: one request's passage, to be led by the adapter. */
  begin(exchange: LiveExchange, lastResort?: LastResort): Passage;
}

/** Orders the middlewares, first one outermost, moved only where `after` and `before` ask for it. Throws on an unknown name, a name used twice and a cycle. */
export function compose(...middlewares: readonly Middleware[]): Pipeline {
  const sorted = sortMiddlewares(middlewares);
  return {
    order: sorted.map(middleware => middleware.name),
    begin: (exchange, lastResort) => new Passage(sorted, exchange, lastResort),
    handle: (request, next, lastResort) => respond(new Passage(sorted, exchangeFor(request), lastResort), next),
  };
}
