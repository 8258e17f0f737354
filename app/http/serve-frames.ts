import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { NodeSink } from '../stream/node-sink.ts';
import { pumpFrames } from '../stream/pump-frames.ts';
import { nodeOutgoing } from './node-outgoing.ts';
import { reportError } from './pipeline/report-error.ts';

/** What one client reads: made for it alone, piece by piece, as it has room. */
export interface FrameStream {
  readonly contentType: string;
  readonly frames: (signal: AbortSignal) => AsyncIterable<Uint8Array>;
  /** Called once, when it is over for whatever reason. */
  readonly onEnd?: () => void;
}

/** The content type of an event stream whose frames `encodeEvent` made. */
export const EVENT_STREAM = 'text/event-stream; charset=utf-8';

/** A response that may never end. `no-transform` and `X-Accel-Buffering` keep proxies from holding pieces back. */
export function serveFrames(request: Request, { contentType, frames, onEnd = () => {} }: FrameStream): Response {
  const headers = {
    'Content-Type': contentType,
    'Cache-Control': 'no-store, no-transform',
    'X-Accel-Buffering': 'no',
  };
  if (request.method === 'HEAD') {
    onEnd();
    return new Response(null, { headers });
  }
  const outgoing = nodeOutgoing(request);
  if (!outgoing) return new Response(ReadableStream.from(endingWith(frames(request.signal), onEnd)), { headers });
  try {
    outgoing.writeHead(200, headers);
  } catch (error) {
    onEnd();
    throw error;
  }
  outgoing.flushHeaders(); // the first piece may be long in coming
  pumpFrames(frames, new NodeSink(outgoing, {}))
    .catch(error => reportError('A stream failed.', error))
    .finally(onEnd);
  return RESPONSE_ALREADY_SENT;
}

async function* endingWith(frames: AsyncIterable<Uint8Array>, onEnd: () => void): AsyncGenerator<Uint8Array> {
  try {
    yield* frames;
  } finally {
    onEnd();
  }
}
