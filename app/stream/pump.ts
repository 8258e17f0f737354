import type { Cursor, Lease } from './buffer.ts';
import { EjectedError } from './ejected-error.ts';
import type { Sink, SinkOptions } from './sink.ts';
import { unshared } from './unshared.ts';

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
  const { batchBytes = BATCH_BYTES, onGap } = options;
  const state: Pump = { cursor, sink, batchBytes, onGap, bytes: 0, gaps: 0 };
  sink.onStop = () => cursor[Symbol.dispose]();
  try {
    await copyFrames(state);
    if (sink.isWriting) stopWhenEjected(state);
    await (isLast ? sink.end() : sink.flushed());
  } catch (error) {
    sink.stop({ reason: 'error', error });
    throw error;
  } finally {
    cursor[Symbol.dispose]();
    if (sink.stopped) sink.cutOff();
  }
  return { reason: 'end', ...sink.stopped, bytes: state.bytes, gaps: state.gaps };
}

interface Pump {
  readonly cursor: Cursor;
  readonly sink: Sink;
  readonly batchBytes: number;
  readonly onGap: PumpOptions['onGap'];
  isWatched?: true;
  bytes: number;
  gaps: number;
}

/** Called back and not awaited for each frame: with thousands of viewers the promises would cost as much as the writing. */
function copyFrames(state: Pump): Promise<void> {
  return new Promise((resolve, reject) => {
    const goOn = () => {
      try {
        if (copyAvailable(state, goOn)) resolve();
      } catch (error) {
        reject(error);
      }
    };
    goOn();
  });
}

/** Copies what can be copied now. False when there will be more, for which `goOn` is called. */
function copyAvailable(state: Pump, goOn: () => void): boolean {
  const { cursor, sink } = state;
  for (;;) {
    if (sink.stopped) return true;
    if (sink.isFull) return goOnWhenDrained(state, goOn);
    const result = cursor.read(state.batchBytes);
    if (result.kind === 'end') {
      stopOnError(sink, result.error);
      return true;
    }
    if (result.kind === 'data') writeLease(state, result.lease);
    else if (result.kind === 'gap') writeGap(state, state.onGap?.({ missed: result.missed }));
    if (cursor.lag > 0) continue;
    cursor.whenReadable(goOn);
    return false;
  }
}

function writeLease(state: Pump, lease: Lease): void {
  state.bytes += lease.byteLength;
  state.sink.write(lease);
}

function goOnWhenDrained(state: Pump, goOn: () => void): false {
  stopWhenEjected(state);
  void state.sink.drained().then(goOn);
  return false;
}

/** Who reads is told of an ejection by the cursor. Who waits for the client has to listen for it, as few ever do. */
function stopWhenEjected(state: Pump): void {
  if (state.isWatched) return;
  state.isWatched = true;
  const { ejected } = state.cursor;
  ejected.addEventListener('abort', () => state.sink.stop({ reason: 'stalled', error: ejected.reason }), {
    once: true,
  });
}

function writeGap(state: Pump, notice: Uint8Array | undefined): void {
  state.gaps += 1;
  if (!notice) return;
  state.bytes += notice.byteLength;
  state.sink.write(unshared(notice));
}

function stopOnError(sink: Sink, error: unknown): void {
  if (error === undefined) return;
  sink.stop({ reason: error instanceof EjectedError ? 'stalled' : 'error', error });
}
