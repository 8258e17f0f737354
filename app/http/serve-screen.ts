import type { ServerResponse } from 'node:http';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { chainReadables } from '../stream/chain-readables.ts';
import { cursorOver } from '../stream/cursor-over.ts';
import type { PumpOutcome } from '../stream/pump.ts';
import { pumpToNode } from '../stream/pump-to-node.ts';
import { toReadable } from '../stream/to-readable.ts';
import { acceptsGzip } from './accepts-gzip.ts';
import { encodeEvent } from './encode-event.ts';
import { limitStream } from './limit-stream.ts';
import type { StreamEnd } from './metering/stream-counts.ts';
import { nodeOutgoing } from './node-outgoing.ts';
import { reportError } from './pipeline/report-error.ts';
import { returnDelayMs } from './return-delay.ts';
import type { Hold } from './screens.ts';
import { streamEndOf } from './stream-end-of.ts';
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
    ticket.watch(viewing);
    const viewer = { hold, ticket, greeting: viewing.greeting, wire: wireOf(viewing, isGzip, ticket.traffic) };
    if (!outgoing) return new Response(bodyOf(viewer, leave), { headers });
    writeHead(outgoing, headers);
    stream(outgoing, viewer)
      .catch((error): StreamEnd => {
        outgoing.destroy();
        reportError('A live stream failed.', error);
        return 'failed';
      })
      .then(leave);
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

async function stream(outgoing: ServerResponse, viewer: Viewer): Promise<StreamEnd> {
  const { ticket, greeting, wire } = viewer;
  using limited = limitStream(wire.cursor, ticket);
  const greeted = await write(outgoing, wire.encode(greeting));
  if (greeted !== 'end') return streamEndOf(greeted);
  const { reason } = await pumpToNode(wire.cursor, outgoing, { onGap: snapshotFor(viewer), endResponse: false });
  if (reason !== 'end') return streamEndOf(reason);
  await write(outgoing, lastBytes(viewer));
  outgoing.end();
  return limited.isOver ? 'lifetime' : 'over';
}

async function write(outgoing: ServerResponse, bytes: Uint8Array): Promise<PumpOutcome['reason']> {
  if (bytes.byteLength === 0) return 'end';
  return (await pumpToNode(cursorOver(bytes), outgoing, { endResponse: false })).reason;
}

function bodyOf(viewer: Viewer, leave: (how: StreamEnd) => void) {
  const { ticket, greeting, wire } = viewer;
  const limited = limitStream(wire.cursor, ticket);
  function* parts() {
    yield toReadable(cursorOver(wire.encode(greeting)));
    yield toReadable(wire.cursor, { onGap: snapshotFor(viewer) });
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

function lastBytes({ ticket: { signal }, wire }: Viewer): Uint8Array {
  return wire.last(signal.aborted ? encodeFarewell(signal.reason) : undefined);
}

function encodeFarewell({ event, data }: Farewell): string {
  return encodeEvent({ event, data, ...(event === 'restart' && { retryMs: returnDelayMs() }) });
}
