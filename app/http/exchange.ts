import type { Exchange, Middleware } from './middleware.ts';
import { parseTraceparent, startTrace, type TraceContext } from './trace-context.ts';

const exchanges = new WeakMap<Request, LiveExchange>();

/**
 * The exchange that a Request belongs to: how a handler reads what the middlewares left in their slots, and sets `route`.
 * Undefined for a Request that came through no pipeline, and for a copy (`new Request(request)`) that no request hook returned.
 */
export function exchangeOf(request: Request): Exchange | undefined {
  return exchanges.get(request);
}

/** The exchange for a Request that enters a pipeline. A pipeline inside another one shares the outer one's exchange. */
export function exchangeFor(request: Request): LiveExchange {
  const known = exchanges.get(request);
  if (known && !known.isOver) return known;
  return new LiveExchange(request);
}

/** The exchange as the pipeline sees it; everybody else knows it as `Exchange`. */
export class LiveExchange implements Exchange {
  readonly startedAt = performance.now();
  readonly signal: AbortSignal;
  route?: string;
  /** The end hooks have run; the same Request object may then start anew. */
  isOver = false;
  #request: Request;
  #trace: TraceContext | undefined;
  readonly #slots = new Map<Middleware, unknown>();

  constructor(request: Request) {
    this.#request = request;
    this.signal = request.signal;
    exchanges.set(request, this);
  }

  get request(): Request {
    return this.#request;
  }

  get trace(): TraceContext {
    this.#trace ??= parseTraceparent(this.#request.headers.get('traceparent')) ?? startTrace();
    return this.#trace;
  }

  slot<T>(owner: Middleware, init: () => T): T {
    if (!this.#slots.has(owner)) this.#slots.set(owner, init());
    return this.#slots.get(owner) as T;
  }

  /** Puts another Request in the place of the current one; both lead to this exchange. */
  replaceRequest(request: Request): void {
    this.#request = request;
    exchanges.set(request, this);
  }
}
