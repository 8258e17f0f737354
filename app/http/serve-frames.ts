import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { NodeSink } from '../stream/node-sink.ts';
import { pumpFrames } from '../stream/pump-frames.ts';
import type { StreamEnd } from './metering/stream-counts.ts';
import { nodeOutgoing } from './node-outgoing.ts';
import { reportError } from './pipeline/report-error.ts';
import { streamEndOf } from './stream-end-of.ts';
import type { Ticket } from './stream-gate.ts';

/** What one client reads: made for it alone, piece by piece, as it has room. */
export interface FrameStream {
  readonly contentType: string;
  readonly frames: (signal: AbortSignal) => AsyncIterable<Uint8Array>;
  /** Its place among the open streams, given back when it is over for whatever reason. */
  readonly ticket: Pick<Ticket, 'traffic' | 'leave'>;
}

/** The content type of an event stream whose frames `encodeEvent` made. */
export const EVENT_STREAM = 'text/event-stream; charset=utf-8';

/** A response that may never end. `no-transform` and `X-Accel-Buffering` keep proxies from holding pieces back. */
export function serveFrames(request: Request, { contentType, frames, ticket }: FrameStream): Response {
  const headers = {
    'Content-Type': contentType,
    'Cache-Control': 'no-store, no-transform',
    'X-Accel-Buffering': 'no',
  };
  if (request.method === 'HEAD') {
    ticket.leave();
    return new Response(null, { headers });
  }
  const outgoing = nodeOutgoing(request);
  if (!outgoing) return new Response(ReadableStream.from(counted(frames(request.signal), ticket)), { headers });
  try {
    outgoing.writeHead(200, headers);
  } catch (error) {
    ticket.leave('failed');
    throw error;
  }
  outgoing.flushHeaders(); // the first piece may be long in coming
  pumpFrames(frames, new NodeSink(outgoing, {}), bytes => ticket.traffic.countPlain(1, bytes))
    .then(({ reason }) => streamEndOf(reason))
    .catch((error): StreamEnd => {
      reportError('A stream failed.', error);
      return 'failed';
    })
    .then(ticket.leave);
  return RESPONSE_ALREADY_SENT;
}

async function* counted(
  frames: AsyncIterable<Uint8Array>,
  { traffic, leave }: FrameStream['ticket'],
): AsyncGenerator<Uint8Array> {
  try {
    for await (const frame of frames) {
      traffic.countPlain(1, frame.byteLength);
      yield frame;
    }
  } finally {
    leave();
  }
}
