import type { Cursor, Lease } from './buffer.ts';
import { EjectedError } from './ejected-error.ts';
import { type NodeResponse, NodeSink } from './node-sink.ts';

const STALL_TIMEOUT_MS = 30_000;
const BATCH_BYTES = 65_536;

/**
 * Writes what a cursor reads to a Node response until the log ends, and says how it went. No byte is copied.
 *
 * It writes body bytes only: the head is the caller's (else Node's implicit one goes out with the first bytes).
 * It takes the cursor over and disposes it. What becomes of `res` depends on the outcome:
 *
 * | reason          | when                                                                | `res`                                  |
 * |-----------------|---------------------------------------------------------------------|----------------------------------------|
 * | `end`           | log sealed, or cursor disposed; the system took every byte          | `end()`, or open with `endResponse: false` |
 * | `client-closed` | the connection went away                                            | is destroyed already                   |
 * | `stalled`       | no drain for `stallTimeoutMs`, or the buffer ejected the reader     | destroyed                              |
 * | `aborted`       | `signal`, also one that was aborted before; `error` is its reason   | destroyed, also with `endResponse: false` |
 * | `error`         | log sealed with an error or disposed, or `res` failed               | destroyed                              |
 *
 * Destroying breaks an HTTP/1 connection and resets an HTTP/2 stream. To stop one reader gracefully dispose its
 * cursor: what was written arrives, and frames stay whole. A heartbeat is a frame like any other: append it.
 * @throws Error when the response has already ended; what `onGap` throws (then `res` is destroyed).
 */
export async function pumpToNode(cursor: Cursor, res: NodeResponse, options: PumpOptions = {}): Promise<PumpOutcome> {
  const { signal, stallTimeoutMs = STALL_TIMEOUT_MS, endResponse = true } = options;
  using sink = new NodeSink(res, { signal, stallTimeoutMs, onStop: () => cursor[Symbol.dispose]() });
  const pump: Pump = { cursor, sink, inFlight: new Set(), gaps: 0 };
  cursor.ejected.addEventListener('abort', () => sink.stop({ reason: 'stalled', error: cursor.ejected.reason }));
  try {
    await copyFrames(pump, options);
    await (endResponse ? sink.end() : sink.flushed());
  } catch (error) {
    sink.stop({ reason: 'error', error });
    throw error;
  } finally {
    cursor[Symbol.dispose]();
    if (sink.stopped) cutOff(pump);
  }
  return { reason: 'end', ...sink.stopped, bytes: sink.bytes, gaps: pump.gaps };
}

export interface PumpOptions {
  readonly signal?: AbortSignal | undefined;
  /** How long the client may take to make room, or to take the last bytes. Default 30 000. */
  readonly stallTimeoutMs?: number;
  /** Bytes handed over at once; with a paused client at most one batch lies on top of the high-water mark. Default 65 536. */
  readonly batchBytes?: number;
  /** Bytes to write in the place of frames that were lost to this reader; without them a gap is only counted. */
  readonly onGap?: (gap: { readonly missed: number }) => Uint8Array | undefined;
  /** False leaves `res` open at the `end`, so that another buffer can be pumped behind this one. Default true. */
  readonly endResponse?: boolean;
}

export interface PumpOutcome {
  readonly reason: 'end' | 'client-closed' | 'stalled' | 'aborted' | 'error';
  /** Body bytes handed to `res`. After any reason but `end` nobody knows how many arrived. */
  readonly bytes: number;
  readonly gaps: number;
  readonly error?: unknown;
}

interface Pump {
  readonly cursor: Cursor;
  readonly sink: NodeSink;
  /** Leases whose bytes the response still holds. */
  readonly inFlight: Set<Lease>;
  gaps: number;
}

async function copyFrames(pump: Pump, options: PumpOptions): Promise<void> {
  const { cursor, sink } = pump;
  for (;;) {
    await sink.drained();
    if (sink.stopped) return;
    const result = cursor.read(options.batchBytes ?? BATCH_BYTES);
    if (result.kind === 'end') return endOfLog(sink, result.error);
    if (result.kind === 'empty') await cursor.wait();
    else if (result.kind === 'gap') writeGap(pump, options.onGap?.({ missed: result.missed }));
    else writeLease(pump, result.lease);
  }
}

function writeLease({ sink, inFlight }: Pump, lease: Lease): void {
  inFlight.add(lease);
  sink.write(lease.chunks, error => {
    inFlight.delete(lease);
    // A failed write does not say that the system stopped reading the bytes.
    if (error) lease.abandon();
    else lease.release();
  });
}

function writeGap(pump: Pump, notice: Uint8Array | undefined): void {
  pump.gaps += 1;
  if (notice) pump.sink.write([notice], () => {});
}

function endOfLog(sink: NodeSink, error: unknown): void {
  if (error === undefined) return;
  sink.stop({ reason: error instanceof EjectedError ? 'stalled' : 'error', error });
}

function cutOff({ sink, inFlight }: Pump): void {
  sink.destroy();
  // A response that waits behind another one on its connection never calls back once that is gone.
  for (const lease of inFlight) lease.abandon();
}
