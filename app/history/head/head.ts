import type { Columns } from './columns.ts';
import { Memtable } from './memtable.ts';
import { mergePoints } from './merge-points.ts';
import { NO_POINTS, type Points } from './points.ts';

export interface FlushProgress {
  /** Series below this id are done. */
  readonly belowId: number;
  /** Of the series before that, how many points are left, the newest; 0 when it is done. */
  readonly restCount: number;
}

/** A memtable that takes nothing more and is on its way into chunks. */
export interface FrozenMemtable {
  readonly memtable: Memtable;
  /** Every commit up to this one is in it, or in chunks already. */
  readonly throughCommit: number;
  /** What is in chunks; it is still here, too. */
  progress: FlushProgress;
  /** Called when all of it is in chunks. */
  readonly onDropped: () => void;
}

/**
 * The points of the commits that came last: those that are in the journal. Whatever it holds is durable. What a flush
 * brings into chunks stays here until that flush has ended, so that who holds a snapshot of the chunks from before its end
 * finds all the rest here.
 */
export class Head {
  #active = new Memtable();
  #frozen: FrozenMemtable | undefined;

  /** Points in memory, also those that are in chunks by now and will be dropped with the rest of their memtable. */
  get count(): number {
    return this.#active.count + (this.#frozen?.memtable.count ?? 0);
  }

  /** Points that the next flush will find. */
  get activeCount(): number {
    return this.#active.count;
  }

  /** The earliest time of a point that is not in chunks; infinite when there is none. */
  get oldestMs(): number {
    return Math.min(this.#active.oldestMs, this.#frozen?.memtable.oldestMs ?? Number.POSITIVE_INFINITY);
  }

  append(columns: Columns): void {
    this.#active.append(columns);
  }

  points(seriesId: number): Points {
    return mergePoints(this.#frozen?.memtable.points(seriesId) ?? NO_POINTS, this.#active.points(seriesId));
  }

  has(seriesId: number): boolean {
    return this.#active.has(seriesId) || (this.#frozen?.memtable.has(seriesId) ?? false);
  }

  get frozen(): FrozenMemtable | undefined {
    return this.#frozen;
  }

  /** Turns what is there into a frozen memtable. The one of before must have been dropped. */
  freeze(throughCommit: number, onDropped: () => void): FrozenMemtable {
    if (this.#frozen) throw new Error('There is a frozen memtable already: it would be lost.');
    this.#frozen = { memtable: this.#active, throughCommit, progress: { belowId: 0, restCount: 0 }, onDropped };
    this.#active = new Memtable();
    return this.#frozen;
  }

  /** Forgets the frozen memtable: all of it is in chunks. */
  drop(): void {
    const frozen = this.#frozen;
    this.#frozen = undefined;
    frozen?.memtable.dispose();
    frozen?.onDropped();
  }
}
