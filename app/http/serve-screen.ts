import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { chainReadables } from '../stream/chain-readables.ts';
import { CountedCursor } from '../stream/counted-cursor.ts';
import { cursorOver } from '../stream/cursor-over.ts';
import type { PumpOutcome } from '../stream/pump.ts';
import { pumpToNode } from '../stream/pump-to-node.ts';
import { pumpToSocket } from '../stream/pump-to-socket.ts';
import { toReadable } from '../stream/to-readable.ts';
import { acceptsGzip } from './accepts-gzip.ts';
import { encodeEvent } from './encode-event.ts';
import { goPastResponse } from './go-past-response.ts';
import { limitStream } from './limit-stream.ts';
import type { StreamEnd } from './metering/stream-counts.ts';
import { nodeOutgoing } from './node-outgoing.ts';
import { reportError } from './pipeline/report-error.ts';
import { returnDelayMs } from './return-delay.ts';
import type { Hold } from './screens.ts';
import { streamEndOf } from './stream-end-of.ts';
import type { Farewell, Ticket } from './stream-gate.ts';
import { type Wire, wireOf } from './wire-of.ts';
import { writeStreamHead } from './write-stream-head.ts';

/** `no-transform` and `X-Accel-Buffering` keep proxies from holding events back. */
const HEADERS = {
  'Content-Type': 'text/event-stream; charset=utf-8',
  'Cache-Control': 'no-store, no-transform',
  'X-Accel-Buffering': 'no',
  Vary: 'Accept-Encoding',
};

/**
 * Streams a screen to one viewer: first what it missed, then the shared frames as they come. Takes over the hold and
 * the ticket and gives both back when the stream has ended, for whatever reason, an error thrown here included. The
 * bytes go out as they lie in the buffer, or compressed once for all (`wireOf`): written to the socket by us, or read from
 * the body by a host without one.
 */
export function serveScreen(request: Request, hold: Hold, ticket: Ticket): Response {
  const outgoing = nodeOutgoing(request);
  const leave = (how?: StreamEnd) => {
    ticket.leave(how);
    hold[Symbol.dispose]();
  };
  const isGzip = acceptsGzip(request.headers.get('accept-encoding'));
  const headers = isGzip ? { ...HEADERS, 'Content-Encoding': 'gzip' } : HEADERS;
  if (request.method === 'HEAD') {
    leave();
    return new Response(null, { headers });
  }
  try {
    const viewing = hold.screen.join(lastEventIdOf(request));
    const { cursor, times } = viewing;
    ticket.watch({ cursor, times });
    const viewer = { request, hold, ticket, wire: wireOf(viewing, isGzip, ticket.traffic) };
    if (!outgoing) return new Response(bodyOf(viewer, viewing.greeting, leave), { headers });
    writeStreamHead(outgoing, headers);
    void stream(outgoing, viewer, write(outgoing, viewer.wire.encode(viewing.greeting))).then(leave);
  } catch (error) {
    leave('failed');
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

interface Viewer {
  readonly request: Request;
  readonly hold: Hold;
  readonly ticket: Ticket;
  readonly wire: Wire;
}

/** Goes on once the greeting is out, which is not held on to: it may be large. Does not reject: nobody would hear it. */
async function stream(
  outgoing: ServerResponse,
  viewer: Viewer,
  greeting: Promise<PumpOutcome['reason']>,
): Promise<StreamEnd> {
  const { request, ticket, wire } = viewer;
  using limited = limitStream(wire.cursor, ticket);
  try {
    const greeted = await greeting;
    if (greeted !== 'end') return streamEndOf(greeted);
    const past = goPastResponse(request);
    const { reason } = await pumpFrames(past?.connection, outgoing, viewer);
    past?.giveBack();
    if (reason !== 'end') return streamEndOf(reason);
    await write(outgoing, lastBytes(viewer));
    outgoing.end();
    return limited.isOver ? 'lifetime' : 'over';
  } catch (error) {
    outgoing.destroy();
    reportError('A live stream failed.', error);
    return 'failed';
  }
}

/** Past the response where that is possible: with thousands of viewers it counts. */
function pumpFrames(connection: Socket | undefined, outgoing: ServerResponse, viewer: Viewer): Promise<PumpOutcome> {
  const { cursor, onBatch } = viewer.wire;
  const options = { onGap: snapshotFor(viewer), conflate: true, ...(onBatch && { onBatch }) };
  return connection
    ? pumpToSocket(cursor, connection, { ...options, endSocket: false })
    : pumpToNode(cursor, outgoing, { ...options, endResponse: false });
}

async function write(outgoing: ServerResponse, bytes: Uint8Array): Promise<PumpOutcome['reason']> {
  if (bytes.byteLength === 0) return 'end';
  return (await pumpToNode(cursorOver(bytes), outgoing, { endResponse: false })).reason;
}

function bodyOf(viewer: Viewer, greeting: string, leave: (how: StreamEnd) => void) {
  const { ticket, wire } = viewer;
  const { cursor, onBatch } = wire;
  const limited = limitStream(wire.cursor, ticket);
  function* parts() {
    yield toReadable(cursorOver(wire.encode(greeting)));
    yield toReadable(onBatch ? new CountedCursor(cursor, onBatch) : cursor, { onGap: snapshotFor(viewer) });
    const last = lastBytes(viewer);
    if (last.byteLength > 0) yield toReadable(cursorOver(last));
  }
  return chainReadables(parts(), () => {
    limited[Symbol.dispose]();
    leave(limited.isOver ? 'lifetime' : 'left');
  });
}

function snapshotFor({ hold, ticket, wire }: Viewer): () => Uint8Array {
  return () => {
    ticket.traffic.countConflation();
    wire.cursor.seek('latest'); // everything so far is in the snapshot
    return wire.encode(hold.screen.snapshot());
  };
}

function lastBytes({ ticket: { farewell }, wire }: Viewer): Uint8Array {
  return wire.last(farewell && encodeFarewell(farewell));
}

function encodeFarewell({ event, data }: Farewell): string {
  return encodeEvent({ event, data, ...(event === 'restart' && { retryMs: returnDelayMs() }) });
}
