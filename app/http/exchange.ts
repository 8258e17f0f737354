import type { ServerResponse } from 'node:http';
import type { Exchange, Middleware } from './middleware.ts';
import { type Entry, FetchEntry, HostedEntry } from './pipeline/entry.ts';
import { type PastResponse, pastResponse } from './pipeline/past-response.ts';
import { openTrace, type TraceContext } from './trace-context.ts';

/**
 * The exchange that a request belongs to: how a handler reads what the middlewares left in their slots, and sets `route`.
 * `request` is what the host's handlers get: a Request, an IncomingMessage (so Express's `req`), a FastifyRequest.
 * Undefined for one that came through no pipeline, and for a copy (`new Request(request)`) that no request hook returned.
 */
export function exchangeOf(request: object): Exchange | undefined {
  return Link.get(request);
}

/**
 * The exchange for a Request that enters a pipeline, and for the Node response below it, if there is one. A pipeline inside
 * another one shares the outer one's exchange.
 */
export function exchangeFor(request: Request, outgoing?: ServerResponse): LiveExchange {
  const entry = () => (outgoing ? new HostedEntry(request, outgoing) : new FetchEntry(request));
  return knownExchange(request) ?? new LiveExchange(request, entry());
}

/** For adapters: the exchange of an outer pipeline that is still under way. */
export function knownExchange(request: object): LiveExchange | undefined {
  const known = Link.get(request);
  return known?.isOver ? undefined : known;
}

/** The exchange as pipeline and adapters see it; everybody else knows it as `Exchange`. */
export class LiveExchange implements Exchange {
  readonly startedAt = performance.now();
  route?: string;
  /** The Node response below, on hosts that have one. */
  outgoing: ServerResponse | undefined;
  #past: PastResponse | undefined;
  /** The end hooks have run; the same Request object may then start anew. */
  isOver = false;
  /** What the client sent: its method, path and headers, while `request` may be another one by now. */
  readonly #first: Entry;
  #entry: Entry;
  #trace: TraceContext | undefined;
  #slots: Map<Middleware, unknown> | undefined;

  /** `key` is the host's own object for the request. */
  constructor(key: object, entry: Entry) {
    this.#first = entry;
    this.#entry = entry;
    Link.set(key, this);
  }

  get request(): Request {
    return this.#entry.request;
  }

  get method(): string {
    return this.#entry.method;
  }

  get path(): string {
    return this.#entry.path;
  }

  get signal(): AbortSignal {
    return this.#first.signal;
  }

  get isAborted(): boolean {
    return this.#first.isAborted;
  }

  get remoteAddress(): string | undefined {
    return this.outgoing?.req.socket?.remoteAddress;
  }

  get trace(): TraceContext {
    this.#trace ??= openTrace(this.#first.header('traceparent'), this.#first.header('tracestate'));
    return this.#trace;
  }

  /** A request hook has put another Request in the place of the first. */
  get isReplaced(): boolean {
    return this.#entry !== this.#first;
  }

  goPastResponse(): PastResponse | undefined {
    this.#past = this.outgoing && pastResponse(this.outgoing);
    return this.#past;
  }

  /** Bytes of the body that went past `outgoing`. */
  get pastBytes(): number {
    return this.#past?.bytes ?? 0;
  }

  header(name: string): string | null {
    return this.#entry.header(name.toLowerCase());
  }

  slot<T>(owner: Middleware, init: () => T): T {
    this.#slots ??= new Map();
    if (!this.#slots.has(owner)) this.#slots.set(owner, init());
    return this.#slots.get(owner) as T;
  }

  /** Makes `exchangeOf` find this exchange by one more object. */
  linkTo(request: object): void {
    Link.set(request, this);
  }

  /** Puts another Request in the place of the current one; both lead to this exchange. */
  replaceRequest(request: Request): void {
    this.#entry = new FetchEntry(request);
    this.linkTo(request);
  }
}

/** Hands back the object it is given, so that a class that extends it puts its private fields on that object. */
class Given {
  constructor(object: object) {
    // biome-ignore lint/correctness/noConstructorReturn: the trick itself
    return object;
  }
}

/**
 * Leads from a host's request to its exchange by a private name on the request, which nobody else can see or copy. A
 * WeakMap says the same, but costs more than all the rest of a passage in garbage collection (docs/decisions/024).
 */
class Link extends Given {
  #exchange: LiveExchange | undefined;

  static get(request: object): LiveExchange | undefined {
    return #exchange in request ? request.#exchange : undefined;
  }

  static set(request: object, exchange: LiveExchange): void {
    const link = #exchange in request ? request : (new Link(request) as Link);
    link.#exchange = exchange;
  }
}
