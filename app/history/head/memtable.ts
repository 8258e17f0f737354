import type { Columns } from './columns.ts';
import { NO_POINTS, type Points } from './points.ts';
import { sortPoints } from './sort-points.ts';

/** Points of one block: 1.25 MB. */
const BLOCK_POINTS = 65_536;
const BLOCK_BITS = 16;

/** Points beyond this number could not be numbered. */
export const MAX_MEMTABLE_POINTS = 2 ** 31 - 1;

interface Block {
  readonly times: Float64Array<SharedArrayBuffer>;
  readonly values: Float64Array<SharedArrayBuffer>;
  /** The place of the point of the same series that came before, or -1. */
  readonly before: Int32Array<SharedArrayBuffer>;
}

/** A memtable as another thread is given it: the points are where they are, the rest is a copy. */
export interface MemtableShare {
  readonly blocks: readonly Block[];
  readonly newest: Int32Array<ArrayBuffer>;
  readonly counts: Uint32Array<ArrayBuffer>;
}

/**
 * Points in memory, in the order they came, column by column, with the points of each series chained from the newest to
 * the oldest: to add one costs two writes more than to copy it, whatever the number of series, and to read a series
 * touches its own points only. The idea, and the name, are those of log-structured merge trees (O'Neil et al., 1996).
 */
export class Memtable {
  #blocks: Block[] = [];
  /** By series id: the place of the point that came last, or -1. */
  #newest = new Int32Array(1024).fill(-1);
  /** By series id: how many points. */
  #counts = new Uint32Array(1024);
  #count = 0;
  #oldestMs = Number.POSITIVE_INFINITY;

  /** For reading, in a thread that was given the share of one. */
  static over({ blocks, newest, counts }: MemtableShare): Memtable {
    const memtable = new Memtable();
    memtable.#blocks = [...blocks];
    memtable.#newest = newest;
    memtable.#counts = counts;
    memtable.#count = counts.reduce((sum, count) => sum + count, 0);
    return memtable;
  }

  get count(): number {
    return this.#count;
  }

  /** For `over`, in another thread. Nothing may be added meanwhile, and it is not disposed of before that thread has let go. */
  share(): MemtableShare {
    return { blocks: this.#blocks, newest: this.#newest, counts: this.#counts };
  }

  /** The earliest time that it holds; infinite while it is empty. */
  get oldestMs(): number {
    return this.#oldestMs;
  }

  append({ seriesIds, times, values }: Columns): void {
    for (let from = 0; from < times.length; ) {
      const block = this.#blockWithRoom();
      const at = this.#count & (BLOCK_POINTS - 1);
      const to = Math.min(times.length, from + BLOCK_POINTS - at);
      block.times.set(times.subarray(from, to), at);
      block.values.set(values.subarray(from, to), at);
      this.#chain(block.before, at, seriesIds, from, to);
      from = to;
    }
    for (const atMs of times) if (atMs < this.#oldestMs) this.#oldestMs = atMs;
  }

  /** The points of a series. */
  points(seriesId: number): Points {
    const length = this.#counts[seriesId] ?? 0;
    if (length === 0) return NO_POINTS;
    const times = new Float64Array(length);
    const values = new Float64Array(length);
    let place = this.#newest[seriesId]!;
    for (let i = length - 1; i >= 0; i--) {
      const block = this.#blocks[place >>> BLOCK_BITS]!;
      const at = place & (BLOCK_POINTS - 1);
      times[i] = block.times[at]!;
      values[i] = block.values[at]!;
      place = block.before[at]!;
    }
    return sortPoints(times, values);
  }

  /** How many points a series has; several of one moment count each. */
  countOf(seriesId: number): number {
    return this.#counts[seriesId] ?? 0;
  }

  has(seriesId: number): boolean {
    return this.countOf(seriesId) > 0;
  }

  /** The first series, from this id on, that has points; undefined when there is none. */
  nextSeries(fromId: number): number | undefined {
    for (let id = fromId; id < this.#counts.length; id++) if (this.#counts[id]! > 0) return id;
    return undefined;
  }

  /** Gives its memory back. Nobody must ask it for anything any more. */
  dispose(): void {
    while (this.#blocks.length > 0 && free.length < MAX_FREE_BLOCKS) free.push(this.#blocks.pop()!);
  }

  #chain(before: Int32Array, at: number, seriesIds: Uint32Array, from: number, to: number): void {
    for (let i = from; i < to; i++) {
      const id = seriesIds[i]!;
      if (id >= this.#counts.length) this.#makeRoomFor(id);
      before[at + i - from] = this.#newest[id]!;
      this.#counts[id]!++;
      this.#newest[id] = this.#count++;
    }
  }

  #blockWithRoom(): Block {
    if (this.#count === this.#blocks.length * BLOCK_POINTS) this.#blocks.push(createBlock());
    return this.#blocks.at(-1)!;
  }

  #makeRoomFor(id: number): void {
    const length = Math.max(id + 1, this.#counts.length * 2);
    const [newest, counts] = [this.#newest, this.#counts];
    this.#newest = new Int32Array(length).fill(-1);
    this.#newest.set(newest);
    this.#counts = new Uint32Array(length);
    this.#counts.set(counts);
  }
}

/** Blocks of memtables that are gone, to be used again: to make and forget them keeps the garbage collector busy. */
const free: Block[] = [];

/** 40 MB. */
const MAX_FREE_BLOCKS = 32;

function createBlock(): Block {
  const used = free.pop();
  if (used) return used;
  return {
    times: new Float64Array(new SharedArrayBuffer(BLOCK_POINTS * 8)),
    values: new Float64Array(new SharedArrayBuffer(BLOCK_POINTS * 8)),
    before: new Int32Array(new SharedArrayBuffer(BLOCK_POINTS * 4)),
  };
}
