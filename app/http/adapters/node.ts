import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Http2ServerRequest, Http2ServerResponse } from 'node:http2';
import type { Pipeline } from '../middleware.ts';
import { beginNode } from '../pipeline/begin-node.ts';
import type { Incoming } from '../pipeline/node-entry.ts';
import { writeResponse } from '../pipeline/write-response.ts';

/**
 * The pipeline in front of a plain Node listener, which may be asynchronous: `createServer(toNode(pipeline, (req, res) => ...))`,
 * also of `node:http2`. The listener finds its exchange by `exchangeOf(req)`.
 *
 * What the listener throws, or rejects with, goes to `processError`, and becomes a plain 500 when no hook answers it. A Request
 * that a hook puts in the place of another hands its method, URL and headers to `req`; its body only to `exchangeOf(req).request`.
 */
export function toNode(
  pipeline: Pipeline,
  listener: (req: IncomingMessage, res: ServerResponse) => unknown,
): (req: IncomingMessage | Http2ServerRequest, res: ServerResponse | Http2ServerResponse) => Promise<void> {
  return async (req, res) => {
    // HTTP/2's compatibility layer has the same methods, not the same types.
    const [incoming, outgoing] = [req as Incoming, res as ServerResponse];
    const { response, handOver } = beginNode(pipeline, incoming, outgoing);
    const early = await response.answer(async () => {
      handOver();
      await listener(incoming, outgoing);
      return undefined;
    });
    if (early) await writeResponse(early, outgoing);
  };
}
