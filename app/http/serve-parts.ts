import type { ServerResponse } from 'node:http';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Cursor } from '../stream/buffer.ts';
import { chainReadables } from '../stream/chain-readables.ts';
import { CountedCursor } from '../stream/counted-cursor.ts';
import { cursorOver } from '../stream/cursor-over.ts';
import { pumpToNode } from '../stream/pump-to-node.ts';
import { toReadable } from '../stream/to-readable.ts';
import { limitStream } from './limit-stream.ts';
import type { StreamEnd } from './metering/stream-counts.ts';
import { nodeOutgoing } from './node-outgoing.ts';
import { reportError } from './pipeline/report-error.ts';
import { streamEndOf } from './stream-end-of.ts';
import type { ReaderInView, Ticket } from './stream-gate.ts';
import { writeStreamHead } from './write-stream-head.ts';

export interface PartsToServe {
  readonly headers: Readonly<Record<string, string>>;
  /** What this viewer gets first. */
  readonly greeting: Uint8Array;
  /** The shared parts behind it. */
  readonly reader: ReaderInView & { readonly cursor: Cursor };
  readonly ticket: Ticket;
  /** Called once, when the stream has ended for whatever reason, an error thrown here included. */
  readonly leave: (how?: StreamEnd) => void;
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
    parts.ticket.watch(parts.reader);
    if (!outgoing) return new Response(bodyOf(parts), { headers });
    writeStreamHead(outgoing, headers);
    stream(outgoing, parts)
      .catch((error): StreamEnd => {
        outgoing.destroy();
        reportError('A stream of parts failed.', error);
        return 'failed';
      })
      .then(leave);
  } catch (error) {
    leave('failed');
    throw error;
  }
  return RESPONSE_ALREADY_SENT;
}

async function stream(outgoing: ServerResponse, parts: PartsToServe): Promise<StreamEnd> {
  const { greeting, cursor } = counted(parts);
  using limited = limitStream(cursor, parts.ticket);
  const greeted = await pumpToNode(cursorOver(greeting), outgoing, { endResponse: false });
  const { reason } = greeted.reason === 'end' ? await pumpToNode(cursor, outgoing) : greeted;
  return limited.isOver ? 'lifetime' : streamEndOf(reason);
}

function bodyOf(parts: PartsToServe) {
  const { greeting, cursor } = counted(parts);
  const limited = limitStream(cursor, parts.ticket);
  function* readables() {
    yield toReadable(cursorOver(greeting));
    yield toReadable(cursor);
  }
  return chainReadables(readables(), () => {
    limited[Symbol.dispose]();
    parts.leave(limited.isOver ? 'lifetime' : 'left');
  });
}

function counted({ greeting, reader, ticket: { traffic } }: PartsToServe) {
  traffic.countPlain(1, greeting.byteLength);
  return { greeting, cursor: new CountedCursor(reader.cursor, traffic.countPlain) };
}
