import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { chainReadables } from '../stream/chain-readables.ts';
import { cursorOver } from '../stream/cursor-over.ts';
import type { PumpOutcome } from '../stream/pump.ts';
import { pumpToNode } from '../stream/pump-to-node.ts';
import { pumpToSocket } from '../stream/pump-to-socket.ts';
import { toReadable } from '../stream/to-readable.ts';
import { acceptsGzip } from './accepts-gzip.ts';
import { encodeEvent } from './encode-event.ts';
import { goPastResponse } from './go-past-response.ts';
import { limitStream } from './limit-stream.ts';
import { nodeOutgoing } from './node-outgoing.ts';
import { reportError } from './pipeline/report-error.ts';
import { returnDelayMs } from './return-delay.ts';
import type { Hold } from './screens.ts';
import type { Farewell, Ticket } from './stream-gate.ts';
import { type Wire, wireOf } from './wire-of.ts';

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
  const leave = () => {
    ticket.leave();
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
    const viewer = { request, hold, ticket, greeting: viewing.greeting, wire: wireOf(viewing, isGzip, hold.countGzip) };
    if (!outgoing) return new Response(bodyOf(viewer, leave), { headers });
    writeHead(outgoing, headers);
    void stream(outgoing, viewer, leave);
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

interface Viewer {
  readonly request: Request;
  readonly hold: Hold;
  readonly ticket: Ticket;
  readonly greeting: string;
  readonly wire: Wire;
}

/** Close-delimited where HTTP/1 allows it: frames then go out as they are, without chunk framing around them. */
function writeHead(outgoing: ServerResponse, headers: Readonly<Record<string, string>>): void {
  if (outgoing.req.httpVersionMajor === 1) {
    outgoing.shouldKeepAlive = false;
    outgoing.useChunkedEncodingByDefault = false;
  }
  outgoing.writeHead(200, headers);
}

/** Does not reject: nobody would hear it. */
async function stream(outgoing: ServerResponse, viewer: Viewer, leave: () => void): Promise<void> {
  const { request, ticket, greeting, wire } = viewer;
  const letGo = limitStream(wire.cursor, ticket);
  try {
    if (!(await write(outgoing, wire.encode(greeting)))) return;
    const past = goPastResponse(request);
    const { reason } = await pumpFrames(past?.connection, outgoing, viewer);
    past?.giveBack();
    if (reason !== 'end') return;
    await write(outgoing, lastBytes(viewer));
    outgoing.end();
  } catch (error) {
    outgoing.destroy();
    reportError('A live stream failed.', error);
  } finally {
    letGo();
    leave();
  }
}

/** Past the response where that is possible: with thousands of viewers it counts. */
function pumpFrames(connection: Socket | undefined, outgoing: ServerResponse, viewer: Viewer): Promise<PumpOutcome> {
  const { cursor } = viewer.wire;
  const options = { onGap: snapshotFor(viewer), conflate: true };
  return connection
    ? pumpToSocket(cursor, connection, { ...options, endSocket: false })
    : pumpToNode(cursor, outgoing, { ...options, endResponse: false });
}

/** False when the viewer is gone. */
async function write(outgoing: ServerResponse, bytes: Uint8Array): Promise<boolean> {
  if (bytes.byteLength === 0) return true;
  const { reason } = await pumpToNode(cursorOver(bytes), outgoing, { endResponse: false });
  return reason === 'end';
}

function bodyOf(viewer: Viewer, leave: () => void) {
  const { ticket, greeting, wire } = viewer;
  const letGo = limitStream(wire.cursor, ticket);
  function* parts() {
    yield toReadable(cursorOver(wire.encode(greeting)));
    yield toReadable(wire.cursor, { onGap: snapshotFor(viewer) });
    const last = lastBytes(viewer);
    if (last.byteLength > 0) yield toReadable(cursorOver(last));
  }
  return chainReadables(parts(), () => {
    letGo();
    leave();
  });
}

function snapshotFor({ hold, wire }: Viewer): () => Uint8Array {
  return () => {
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
