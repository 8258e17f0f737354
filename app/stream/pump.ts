import type { Cursor, Lease } from './buffer.ts';
import { EjectedError } from './ejected-error.ts';
import type { Sink, SinkOptions } from './sink.ts';

const BATCH_BYTES = 65_536;

export interface PumpOptions extends SinkOptions {
  /** Bytes handed over at once; with a paused client at most one batch lies on top of the high-water mark. Default 65 536. */
  readonly batchBytes?: number;
  /** Bytes to write in the place of frames that were lost to this reader; without them a gap is only counted. */
  readonly onGap?: (gap: { readonly missed: number }) => Uint8Array | undefined;
}

export interface PumpOutcome {
  readonly reason: 'end' | 'client-closed' | 'stalled' | 'aborted' | 'error';
  /** Bytes of frames and notices handed over. After any reason but `end` nobody knows how many arrived. */
  readonly bytes: number;
  readonly gaps: number;
  readonly error?: unknown;
}

/**
 * Writes what a cursor reads to a sink until the log ends, and says how it went. No byte is copied: a lease is held
 * until the system took its bytes. Takes over and disposes both, and destroys a sink that was stopped. `isLast` ends it.
 */
export async function pump(cursor: Cursor, sink: Sink, options: PumpOptions, isLast: boolean): Promise<PumpOutcome> {
  using _ = sink;
  const state: Pump = { cursor, sink, inFlight: new Set(), bytes: 0, gaps: 0 };
  sink.onStop = () => cursor[Symbol.dispose]();
  cursor.ejected.addEventListener('abort', () => sink.stop({ reason: 'stalled', error: cursor.ejected.reason }));
  try {
    await copyFrames(state, options);
    await (isLast ? sink.end() : sink.flushed());
  } catch (error) {
    sink.stop({ reason: 'error', error });
    throw error;
  } finally {
    cursor[Symbol.dispose]();
    if (sink.stopped) cutOff(state);
  }
  return { reason: 'end', ...sink.stopped, bytes: state.bytes, gaps: state.gaps };
}

interface Pump {
  readonly cursor: Cursor;
  readonly sink: Sink;
  /** Leases whose bytes the connection still holds. */
  readonly inFlight: Set<Lease>;
  bytes: number;
  gaps: number;
}

async function copyFrames(state: Pump, { batchBytes = BATCH_BYTES, onGap }: PumpOptions): Promise<void> {
  const { cursor, sink } = state;
  for (;;) {
    if (sink.isFull) await sink.drained(); // waiting for nothing would cost as much as the rest of a turn
    if (sink.stopped) return;
    const result = cursor.read(batchBytes);
    if (result.kind === 'end') return endOfLog(sink, result.error);
    if (result.kind === 'empty') await cursor.wait();
    else if (result.kind === 'gap') writeGap(state, onGap?.({ missed: result.missed }));
    else writeLease(state, result.lease);
  }
}

function writeLease(state: Pump, lease: Lease): void {
  state.bytes += lease.byteLength;
  state.inFlight.add(lease);
  state.sink.write(lease, error => {
    state.inFlight.delete(lease);
    // A failed write does not say that the system stopped reading the bytes.
    if (error) lease.abandon();
    else lease.release();
  });
}

function writeGap(state: Pump, notice: Uint8Array | undefined): void {
  state.gaps += 1;
  if (!notice) return;
  state.bytes += notice.byteLength;
  state.sink.write({ chunks: [notice], eachFrame: () => [notice] }, () => {});
}

function endOfLog(sink: Sink, error: unknown): void {
  if (error === undefined) return;
  sink.stop({ reason: error instanceof EjectedError ? 'stalled' : 'error', error });
}

function cutOff({ sink, inFlight }: Pump): void {
  sink.destroy();
  // A response that waits behind another one on its connection never calls back once that is gone.
  for (const lease of inFlight) lease.abandon();
}
