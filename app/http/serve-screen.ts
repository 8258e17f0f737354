import type { ServerResponse } from 'node:http';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Cursor } from '../stream/buffer.ts';
import { chainReadables } from '../stream/chain-readables.ts';
import { cursorOver } from '../stream/cursor-over.ts';
import { pumpToNode } from '../stream/pump-to-node.ts';
import { toReadable } from '../stream/to-readable.ts';
import { encodeEvent } from './encode-event.ts';
import { limitStream } from './limit-stream.ts';
import { nodeOutgoing } from './node-outgoing.ts';
import { reportError } from './pipeline/report-error.ts';
import { returnDelayMs } from './return-delay.ts';
import type { Viewing } from './screen.ts';
import type { Hold } from './screens.ts';
import type { Farewell, Ticket } from './stream-gate.ts';

/** `no-transform` and `X-Accel-Buffering` keep proxies from holding events back. */
const HEADERS = {
  'Content-Type': 'text/event-stream; charset=utf-8',
  'Cache-Control': 'no-store, no-transform',
  'X-Accel-Buffering': 'no',
};

/**
 * Streams a screen to one viewer: first what it missed, then the shared frames as they come. Takes over the hold and
 * the ticket and gives both back when the stream has ended, for whatever reason, an error thrown here included. The
 * bytes go out as they lie in the buffer: written to the socket by us, or read from the body by a host without one.
 */
export function serveScreen(request: Request, hold: Hold, ticket: Ticket): Response {
  const outgoing = nodeOutgoing(request);
  const leave = () => {
    ticket.leave();
    hold[Symbol.dispose]();
  };
  if (request.method === 'HEAD') {
    leave();
    return new Response(null, { headers: HEADERS });
  }
  try {
    const viewing = hold.screen.join(lastEventIdOf(request));
    if (!outgoing) return new Response(bodyOf(hold, ticket, viewing, leave), { headers: HEADERS });
    writeHead(outgoing);
    stream(outgoing, hold, ticket, viewing)
      .catch(error => {
        outgoing.destroy();
        reportError('A live stream failed.', error);
      })
      .finally(leave);
  } catch (error) {
    leave();
    throw error;
  }
  return RESPONSE_ALREADY_SENT;
}

/** Tells a viewer that there is no stream for it, in the only form hx-sse does not retry for ever: an event. */
export function refuseStream(farewell: Farewell): Response {
  return new Response(encodeFarewell(farewell), { headers: HEADERS });
}

/** The header of a reconnect wins over the cursor that the page was drawn at. */
function lastEventIdOf(request: Request): string | undefined {
  return request.headers.get('last-event-id') ?? new URL(request.url).searchParams.get('cursor') ?? undefined;
}

/** Close-delimited where HTTP/1 allows it: frames then go out as they are, without chunk framing around them. */
function writeHead(outgoing: ServerResponse): void {
  if (outgoing.req.httpVersionMajor === 1) {
    outgoing.shouldKeepAlive = false;
    outgoing.useChunkedEncodingByDefault = false;
  }
  outgoing.writeHead(200, HEADERS);
}

async function stream(outgoing: ServerResponse, hold: Hold, ticket: Ticket, { greeting, cursor }: Viewing) {
  const letGo = limitStream(cursor, ticket);
  try {
    if (!(await write(outgoing, greeting))) return;
    const { reason } = await pumpToNode(cursor, outgoing, { onGap: snapshotOf(hold, cursor), endResponse: false });
    if (reason === 'end' && ticket.signal.aborted) await write(outgoing, encodeFarewell(ticket.signal.reason));
    if (reason === 'end') outgoing.end();
  } finally {
    letGo();
  }
}

/** False when the viewer is gone. */
async function write(outgoing: ServerResponse, event: string): Promise<boolean> {
  const { reason } = await pumpToNode(cursorOver(event), outgoing, { endResponse: false });
  return reason === 'end';
}

function bodyOf(hold: Hold, ticket: Ticket, { greeting, cursor }: Viewing, leave: () => void) {
  const letGo = limitStream(cursor, ticket);
  function* parts() {
    yield toReadable(cursorOver(greeting));
    yield toReadable(cursor, { onGap: snapshotOf(hold, cursor) });
    if (ticket.signal.aborted) yield toReadable(cursorOver(encodeFarewell(ticket.signal.reason)));
  }
  return chainReadables(parts(), () => {
    letGo();
    leave();
  });
}

function snapshotOf({ screen }: Hold, cursor: Cursor): () => Uint8Array {
  return () => {
    cursor.seek('latest'); // everything so far is in the snapshot
    return Buffer.from(screen.snapshot());
  };
}

function encodeFarewell({ event, data }: Farewell): string {
  return encodeEvent({ event, data, ...(event === 'restart' && { retryMs: returnDelayMs() }) });
}
