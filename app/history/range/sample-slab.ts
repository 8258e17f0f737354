import { MAX_CHUNK_POINTS } from '../chunk/chunk-limits.ts';
import { decodeChunk } from '../chunk/decode-chunk.ts';
import { lowerBound, NO_POINTS, type Points } from '../head/points.ts';

/** Of the first piece of memory; each one after it is twice as large, up to the last number: a megabyte. */
const FIRST_POINTS = 8 * MAX_CHUNK_POINTS;
const MOST_POINTS = 64 * MAX_CHUNK_POINTS;

/** Memory for the points of many series, one series after the other: to make two arrays for each costs more than to fill them. */
export class SampleSlab {
  #times = new Float64Array(FIRST_POINTS);
  #values = new Float64Array(FIRST_POINTS);
  #start = 0;
  #end = 0;

  /** Appends those of a packed chunk that are in `[fromMs, toMs)`, and says how many. Chunks of a series come by time. @throws CorruptChunkError */
  add(packed: Uint8Array, fromMs: number, toMs: number): number {
    this.#makeRoom(MAX_CHUNK_POINTS);
    const at = this.#end;
    const count = decodeChunk(packed, this.#times, this.#values, at);
    const from = lowerBound(this.#times, fromMs, at, at + count);
    const to = lowerBound(this.#times, toMs, from, at + count);
    if (from > at) {
      this.#times.copyWithin(at, from, to);
      this.#values.copyWithin(at, from, to);
    }
    this.#end = at + to - from;
    return to - from;
  }

  /** What was added since this was called last: one series. */
  take(): Points {
    const [start, end] = [this.#start, this.#end];
    this.#start = end;
    return end === start
      ? NO_POINTS
      : { times: this.#times.subarray(start, end), values: this.#values.subarray(start, end) };
  }

  /** What is there of the series under way moves along. */
  #makeRoom(points: number): void {
    if (this.#end + points <= this.#times.length) return;
    const started = this.#end - this.#start;
    const length = Math.max(2 * (started + points), Math.min(2 * this.#times.length, MOST_POINTS));
    const [times, values] = [new Float64Array(length), new Float64Array(length)];
    times.set(this.#times.subarray(this.#start, this.#end));
    values.set(this.#values.subarray(this.#start, this.#end));
    [this.#times, this.#values, this.#start, this.#end] = [times, values, 0, started];
  }
}
