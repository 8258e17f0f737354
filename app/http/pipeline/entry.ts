import type { ServerResponse } from 'node:http';
import { hasClosed, streamOf } from './stream-of.ts';

/** A request as its host gives it: what is cheap to know, and the whole Request for whoever wants it. */
export interface Entry {
  readonly method: string;
  /** Percent-encoded, without the query. */
  readonly path: string;
  /** `name` in lower case. */
  header(name: string): string | null;
  readonly request: Request;
  readonly signal: AbortSignal;
  /** The same as `signal.aborted`, without making a signal. */
  readonly isAborted: boolean;
}

/** A Request, on hosts that have one. */
export class FetchEntry implements Entry {
  readonly request: Request;

  constructor(request: Request) {
    this.request = request;
  }

  get method(): string {
    return this.request.method;
  }

  get path(): string {
    return pathOf(this.request.url);
  }

  get signal(): AbortSignal {
    return this.request.signal;
  }

  get isAborted(): boolean {
    return this.request.signal.aborted;
  }

  header(name: string): string | null {
    return this.request.headers.get(name);
  }
}

/** A Request above a Node response. Its signal would have to be made to be looked at; the response is there, though that of HTTP/2 does not say. */
export class HostedEntry extends FetchEntry {
  readonly #outgoing: ServerResponse;

  constructor(request: Request, outgoing: ServerResponse) {
    super(request);
    this.#outgoing = outgoing;
  }

  override get isAborted(): boolean {
    if (streamOf(this.#outgoing)) return super.isAborted;
    return hasClosed(this.#outgoing) && !this.#outgoing.writableFinished;
  }
}

/** The path of a URL that was parsed before, so that a slice is enough. */
function pathOf(url: string): string {
  const start = url.indexOf('/', url.indexOf('//') + 2);
  const end = url.slice(start).search(/[?#]/);
  return end < 0 ? url.slice(start) : url.slice(start, start + end);
}
