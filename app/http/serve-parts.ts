import type { ServerResponse } from 'node:http';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Cursor } from '../stream/buffer.ts';
import { chainReadables } from '../stream/chain-readables.ts';
import { cursorOver } from '../stream/cursor-over.ts';
import { pumpToNode } from '../stream/pump-to-node.ts';
import { toReadable } from '../stream/to-readable.ts';
import { limitStream } from './limit-stream.ts';
import { nodeOutgoing } from './node-outgoing.ts';
import { reportError } from './pipeline/report-error.ts';
import type { Ticket } from './stream-gate.ts';

export interface PartsToServe {
  readonly headers: Readonly<Record<string, string>>;
  /** What this viewer gets first. */
  readonly greeting: Uint8Array;
  /** The shared parts behind it. */
  readonly cursor: Cursor;
  readonly ticket: Ticket;
  /** Called once, when the stream has ended for whatever reason, an error thrown here included. */
  readonly leave: () => void;
}

/** Streams shared parts to one viewer, as they lie in the buffer, until the cursor or the ticket ends. */
export function serveParts(request: Request, parts: PartsToServe): Response {
  const { headers, leave } = parts;
  const outgoing = nodeOutgoing(request);
  if (request.method === 'HEAD') {
    leave();
    return new Response(null, { headers });
  }
  try {
    if (!outgoing) return new Response(bodyOf(parts), { headers });
    writeHead(outgoing, headers);
    stream(outgoing, parts)
      .catch(error => {
        outgoing.destroy();
        reportError('A stream of parts failed.', error);
      })
      .finally(leave);
  } catch (error) {
    leave();
    throw error;
  }
  return RESPONSE_ALREADY_SENT;
}

/** Close-delimited where HTTP/1 allows it: frames then go out as they are, without chunk framing around them. */
function writeHead(outgoing: ServerResponse, headers: PartsToServe['headers']): void {
  if (outgoing.req.httpVersionMajor === 1) {
    outgoing.shouldKeepAlive = false;
    outgoing.useChunkedEncodingByDefault = false;
  }
  outgoing.writeHead(200, headers);
}

async function stream(outgoing: ServerResponse, { greeting, cursor, ticket }: PartsToServe): Promise<void> {
  const letGo = limitStream(cursor, ticket);
  try {
    const { reason } = await pumpToNode(cursorOver(greeting), outgoing, { endResponse: false });
    if (reason === 'end') await pumpToNode(cursor, outgoing);
  } finally {
    letGo();
  }
}

function bodyOf({ greeting, cursor, ticket, leave }: PartsToServe) {
  const letGo = limitStream(cursor, ticket);
  function* readables() {
    yield toReadable(cursorOver(greeting));
    yield toReadable(cursor);
  }
  return chainReadables(readables(), () => {
    letGo();
    leave();
  });
}
