import type { PumpOutcome } from './pump.ts';
import type { Sink } from './sink.ts';
import { unshared } from './unshared.ts';

/**
 * Writes frames to a sink as they are made, one reader's own: the next one is asked for when the client has room, so
 * nothing is queued for who reads slowly. Takes the sink over, and ends it behind the last frame. `frames` is given a
 * signal that aborts when the client is gone; it should end then. `onFrame` is told of each that is handed over.
 * @throws what making a frame throws; the client is cut off.
 */
export async function pumpFrames(
  frames: (signal: AbortSignal) => AsyncIterable<Uint8Array>,
  sink: Sink,
  onFrame: (bytes: number) => void = () => {},
): Promise<Pick<PumpOutcome, 'reason' | 'bytes'>> {
  using _ = sink;
  const leaving = new AbortController();
  sink.onStop = () => leaving.abort();
  let bytes = 0;
  try {
    if (!sink.stopped) {
      for await (const frame of frames(leaving.signal)) {
        if (sink.isFull) await sink.drained();
        if (sink.stopped) break;
        bytes += frame.byteLength;
        onFrame(frame.byteLength);
        sink.write(unshared(frame));
      }
    }
    await sink.end();
  } catch (error) {
    sink.stop({ reason: 'error', error });
    throw error;
  } finally {
    if (sink.stopped) sink.cutOff();
  }
  return { reason: sink.stopped?.reason ?? 'end', bytes };
}
