import type { SeriesRef } from './series-ref.ts';

/** Series whose total is kept at most; some 200 bytes each. Of more than these the ones that came longest ago begin at 0 again. */
const MAX_TOTALS = 100_000;

interface Total {
  value: number;
  /** Of the newest point that is in it. */
  atMs: number;
}

/** What was added for one body; to be taken back when its points are not kept. */
export interface Added {
  undo(): void;
}

/**
 * Makes counts since the point before (delta) counts since the beginning (cumulative), which is what PromQL reads. The
 * totals are in memory: after a restart they begin at 0, which `rate` and `increase` take for the reset it is.
 */
export class RunningTotals {
  readonly #max: number;
  readonly #totals = new Map<SeriesRef, Total>();
  #pending: (() => void)[] = [];

  constructor(max = MAX_TOTALS) {
    this.#max = max;
  }

  /** The total with this amount; undefined for a point of the same moment as one before, or of an earlier one: it came twice or too late. */
  add(ref: SeriesRef, amount: number, atMs: number): number | undefined {
    const known = this.#totals.get(ref);
    if (known && atMs <= known.atMs) return undefined;
    const total = known ?? { value: 0, atMs: 0 };
    const beforeMs = total.atMs;
    this.#totals.delete(ref);
    this.#totals.set(ref, total);
    if (this.#totals.size > this.#max) this.#totals.delete(this.#totals.keys().next().value!);
    total.value += amount;
    total.atMs = atMs;
    this.#pending.push(() => {
      total.value -= amount;
      if (total.atMs === atMs) total.atMs = beforeMs;
    });
    return total.value;
  }

  /** What was added since the last call: to be undone when it is not kept, for its sender will send it again. */
  takeAdded(): Added {
    const pending = this.#pending;
    this.#pending = [];
    return {
      undo() {
        for (const undo of pending) undo();
      },
    };
  }
}
