import type { IncomingMessage } from 'node:http';
import type { Http2ServerRequest } from 'node:http2';
import type { TLSSocket } from 'node:tls';
import type { Entry } from './entry.ts';
import { IncomingBody } from './incoming-body.ts';

/** A Node request, of HTTP/1 or of the HTTP/2 compatibility layer; Express and Fastify add `originalUrl`. */
export type Incoming = IncomingMessage &
  Partial<Pick<Http2ServerRequest, 'authority' | 'scheme'>> & {
    readonly originalUrl?: string;
  };

/** Paths that a URL parser would leave as they are: nothing to encode, no segment that might be a dot. */
const PLAIN_PATH = /^(?:\/(?!\.|%2e)(?:[!$&-.0-;=@-Z_a-z~]|%[\da-f]{2})*)+(?=\?|$)/i;

/** A request on a Node host. The Request and the signal are made when somebody asks for them: most requests need neither. */
export class NodeEntry implements Entry {
  readonly #incoming: Incoming;
  #request: Request | undefined;
  #body: IncomingBody | undefined;
  #client: AbortController | undefined;
  #isAborted = false;
  /** Called with the Request when one is made. */
  onRequest: (request: Request) => void = () => {};

  constructor(incoming: Incoming) {
    this.#incoming = incoming;
  }

  get method(): string {
    return this.#incoming.method ?? 'GET';
  }

  get path(): string {
    return PLAIN_PATH.exec(targetOf(this.#incoming))?.[0] ?? new URL(urlOf(this.#incoming)).pathname;
  }

  get signal(): AbortSignal {
    this.#client ??= new AbortController();
    if (this.#isAborted) this.abort();
    return this.#client.signal;
  }

  get isAborted(): boolean {
    return this.#isAborted;
  }

  get request(): Request {
    this.#request ??= this.#makeRequest();
    return this.#request;
  }

  header(name: string): string | null {
    const value = this.#incoming.headers[name];
    return Array.isArray(value) ? value.join(', ') : (value ?? null);
  }

  /** The client has left. */
  abort(): void {
    this.#isAborted = true;
    this.#client?.abort(new DOMException('The client has left.', 'AbortError'));
  }

  /** Makes the Node request readable from its start, whatever hooks have read. */
  handBack(): void {
    this.#body?.handBack();
  }

  #makeRequest(): Request {
    const { method } = this;
    const isBodiless = method === 'GET' || method === 'HEAD' || FORBIDDEN_METHODS.has(method.toUpperCase());
    if (!isBodiless) this.#body = new IncomingBody(this.#incoming);
    const request = new Request(urlOf(this.#incoming), {
      method: FORBIDDEN_METHODS.has(method.toUpperCase()) ? 'GET' : method,
      headers: headersOf(this.#incoming),
      signal: this.signal,
      ...(this.#body && { body: this.#body.stream, duplex: 'half' }),
    });
    if (request.method !== method) Object.defineProperty(request, 'method', { value: method });
    this.onRequest(request);
    return request;
  }
}

/** Which a Request refuses to have. */
const FORBIDDEN_METHODS = new Set(['CONNECT', 'TRACE', 'TRACK']);

/** As the client sent it: routers of Express and Fastify shorten or rewrite `url`. */
function targetOf({ originalUrl, url }: Incoming): string {
  return originalUrl ?? url ?? '/';
}

function urlOf(incoming: Incoming): string {
  const target = targetOf(incoming);
  const scheme = incoming.scheme ?? ((incoming.socket as Partial<TLSSocket> | null)?.encrypted ? 'https' : 'http');
  const host = incoming.authority || incoming.headers.host || 'localhost';
  const path = target.startsWith('/') ? target : '/';
  const url = /^https?:\/\//i.test(target) ? target : `${scheme}://${host}${path}`;
  // A Host that is none must not pass for one of ours.
  return URL.canParse(url) ? url : `${scheme}://host.invalid${path}`;
}

function headersOf({ rawHeaders }: Incoming): Headers {
  const headers = new Headers();
  for (let i = 0; i < rawHeaders.length; i += 2) {
    if (!rawHeaders[i]!.startsWith(':')) headers.append(rawHeaders[i]!, rawHeaders[i + 1]!);
  }
  return headers;
}
