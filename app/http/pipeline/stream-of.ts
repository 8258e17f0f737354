import type { ServerResponse } from 'node:http';
import type { ServerHttp2Stream } from 'node:http2';

/** The stream below a response of HTTP/2's compatibility layer, which does not tell itself all that an HTTP/1 response tells. */
export function streamOf(
  outgoing: ServerResponse & { readonly stream?: ServerHttp2Stream },
): ServerHttp2Stream | undefined {
  return outgoing.stream;
}

/** Nothing that is written any more goes anywhere, and 'close' does not come again. */
export function hasClosed(outgoing: ServerResponse): boolean {
  const stream = streamOf(outgoing);
  return outgoing.closed || outgoing.destroyed || (stream !== undefined && (stream.closed || stream.destroyed));
}
