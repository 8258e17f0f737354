import { once } from 'node:events';
import {
  type ClientHttp2Session,
  type ClientHttp2Stream,
  connect,
  constants,
  type IncomingHttpHeaders,
  type SecureClientSessionOptions,
} from 'node:http2';
import { Readable, Writable } from 'node:stream';

/** `fetch` over one HTTP/2 connection, which the platform's own does not speak. */
export interface Http2Client extends Disposable {
  readonly session: ClientHttp2Session;
  fetch(path: string, init?: RequestInit): Promise<Response>;
}

/** `options` for https, such as the certificate to trust. */
export function openHttp2(url: string, options: SecureClientSessionOptions = {}): Http2Client {
  const session = connect(url, options);
  session.on('error', () => {}); // a server that is cut off is an end like any other here
  return {
    session,
    fetch: (path, init) => send(session, new Request(new URL(path, url), init)),
    [Symbol.dispose]: () => session.destroy(),
  };
}

async function send(session: ClientHttp2Session, request: Request): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  const head = { ':method': request.method, ':path': pathname + search, ...Object.fromEntries(request.headers) };
  const stream = session.request(head, { endStream: !request.body });
  leaveWith(request.signal, stream);
  request.body?.pipeTo(Writable.toWeb(stream)).catch(() => {}); // told by the stream's own error
  const [headers] = (await Promise.race([once(stream, 'response'), closed(stream)])) as [IncomingHttpHeaders];
  const status = headers[':status'] as unknown as number;
  const body = [204, 205, 304].includes(status) || request.method === 'HEAD' ? null : Readable.toWeb(stream);
  if (!body) stream.resume();
  return new Response(body as ReadableStream | null, { status, headers: toHeaders(headers) });
}

function leaveWith(signal: AbortSignal, stream: ClientHttp2Stream): void {
  const leave = () => {
    stream.close(constants.NGHTTP2_CANCEL);
    stream.destroy(new DOMException('The client has left.', 'AbortError'));
  };
  stream.on('error', () => {}); // whoever reads the body is told
  if (signal.aborted) leave();
  else signal.addEventListener('abort', leave);
}

async function closed(stream: ClientHttp2Stream): Promise<never> {
  await once(stream, 'close');
  throw new TypeError('The stream closed before there was a response.');
}

function toHeaders(incoming: IncomingHttpHeaders): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming)) {
    if (name.startsWith(':') || value === undefined) continue;
    for (const one of [value].flat()) headers.append(name, one);
  }
  return headers;
}
