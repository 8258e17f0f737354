import { type KeptLine, LEVELS, type Level } from './log-line.ts';
import type { LineCount } from './log-query.ts';

/** Counts lines by bar, stream and level. */
export class LineTally {
  readonly #bucketMs: number;
  readonly #streams = new Map<string, Map<number, number[]>>();

  constructor(bucketS: number) {
    this.#bucketMs = bucketS * 1000;
  }

  add({ stream, atMs, level }: Pick<KeptLine, 'stream' | 'atMs' | 'level'>, count = 1): void {
    const buckets = this.#streams.get(stream) ?? new Map<number, number[]>();
    this.#streams.set(stream, buckets);
    const startMs = Math.floor(atMs / this.#bucketMs) * this.#bucketMs;
    const levels = buckets.get(startMs) ?? LEVELS.map(() => 0);
    buckets.set(startMs, levels);
    levels[LEVELS.indexOf(level)]! += count;
  }

  /** What begins before is forgotten. */
  forgetBefore(ms: number): void {
    for (const buckets of this.#streams.values())
      for (const startMs of buckets.keys()) if (startMs + this.#bucketMs <= ms) buckets.delete(startMs);
  }

  counts(): LineCount[] {
    return [...this.#streams].flatMap(([stream, buckets]) =>
      [...buckets].flatMap(([startMs, levels]) =>
        levels.flatMap((count, level) =>
          count > 0 ? [{ startMs, stream, level: LEVELS[level] as Level, count }] : [],
        ),
      ),
    );
  }
}
