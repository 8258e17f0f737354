import { pumpFrames } from '../stream/pump-frames.ts';
import { WebSocketSink } from '../stream/web-socket-sink.ts';
import type { CloseWords } from './farewell-code.ts';
import type { StreamEnd } from './metering/stream-counts.ts';
import { reportError } from './pipeline/report-error.ts';
import { streamEndOf } from './stream-end-of.ts';
import type { Ticket } from './stream-gate.ts';
import type { AcceptedWebSocket } from './upgrade.ts';

/** So long a client may take to answer the goodbye; the server's own stop waits for no more. */
const GOODBYE_MS = 2000;

/**
 * Writes frames to a web socket, one message each, until they end, the client leaves or the ticket ends, and gives the ticket back.
 * `closing` says what is said then; default: 1000.
 */
export async function serveWebSocket(
  { socket, connection }: AcceptedWebSocket,
  frames: (signal: AbortSignal) => AsyncIterable<Uint8Array>,
  { signal, traffic, leave }: Ticket,
  closing: () => CloseWords | undefined = () => undefined,
): Promise<void> {
  const cutOff = () => setTimeout(() => socket.terminate(), GOODBYE_MS).unref();
  signal.addEventListener('abort', cutOff, { once: true });
  let how: StreamEnd = 'failed';
  try {
    const sink = new WebSocketSink(socket, { connection, closing });
    how = streamEndOf((await pumpFrames(frames, sink, bytes => traffic.countPlain(1, bytes))).reason);
  } catch (error) {
    reportError('A web socket failed.', error);
  } finally {
    leave(how);
    signal.removeEventListener('abort', cutOff);
  }
}
