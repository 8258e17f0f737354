import { concatPoints } from '../head/merge-points.ts';
import { lowerBound, type Points } from '../head/points.ts';
import { HOUR_MS, type HourStats } from '../hourly/hour-stats.ts';
import type { Gathering } from './range-read.ts';

/** Of an hour whose readings are gone, its last value stands at each of these distances: a look back of 5 minutes finds it. */
export const HOUR_SAMPLE_MS = 5 * 60_000;

/**
 * Gathers all points of one series, as they are. `note` is told of each batch before it is kept, and throws when there are too
 * many.
 */
export class SampleColumns implements Gathering<Points> {
  readonly #fromMs: number;
  readonly #toMs: number;
  readonly #note: (points: number) => void;
  readonly #pieces: Points[] = [];
  #hour: HourStats | undefined;

  constructor(fromMs: number, toMs: number, note: (points: number) => void) {
    this.#fromMs = fromMs;
    this.#toMs = toMs;
    this.#note = note;
  }

  /** What a chunk says of itself is never enough. */
  addStats(): boolean {
    return false;
  }

  addPoints(points: Points): void {
    if (points.times.length === 0) return;
    this.#endHour(points.times[0]!);
    this.#keep(points);
  }

  addHour(hour: HourStats): void {
    this.#endHour(hour.atMs);
    this.#hour = hour;
  }

  result(): Points {
    this.#endHour(this.#toMs);
    const [first] = this.#pieces;
    return this.#pieces.length === 1 && ownsMemory(first!) ? first! : concatPoints(this.#pieces);
  }

  /** The last value of the hour as if it had been there all the time, until something else is known. */
  #endHour(nextMs: number): void {
    const hour = this.#hour;
    this.#hour = undefined;
    if (!hour) return;
    const endMs = Math.min(hour.atMs + HOUR_MS, nextMs, this.#toMs);
    const count = Math.max(0, Math.ceil((endMs - hour.atMs) / HOUR_SAMPLE_MS));
    const times = Float64Array.from({ length: count }, (_, i) => hour.atMs + i * HOUR_SAMPLE_MS);
    const from = lowerBound(times, this.#fromMs);
    this.#keep({ times: times.subarray(from), values: new Float64Array(count - from).fill(hour.last) });
  }

  #keep(points: Points): void {
    this.#note(points.times.length);
    this.#pieces.push(points);
  }
}

/** False where it would keep the points of others in memory, too. */
function ownsMemory({ times }: Points): boolean {
  return times.byteLength === times.buffer.byteLength;
}
