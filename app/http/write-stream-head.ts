import type { ServerResponse } from 'node:http';

/** Close-delimited where HTTP/1 allows it: frames then go out as they are, without chunk framing around them. */
export function writeStreamHead(outgoing: ServerResponse, headers: Readonly<Record<string, string>>): void {
  if (outgoing.req.httpVersionMajor === 1) {
    outgoing.shouldKeepAlive = false;
    outgoing.useChunkedEncodingByDefault = false;
  }
  outgoing.writeHead(200, headers);
}
