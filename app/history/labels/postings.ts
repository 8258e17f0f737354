import { Bitmap } from './bitmap.ts';

/** Fewer ids than this stay a list: an object for their bits would cost more than they do. */
const BITMAP_FROM = 256;

/** Bits that take the memory of one id in a list. */
const BITS_PER_ID = 64;

/**
 * The ids of the series with one label value: a sorted list while they are few, a bitmap when that takes less memory. So a change
 * moves a few thousand ids at most as long as ids are dense, and a value that nearly all series share costs next to nothing.
 * The same choice as in Roaring bitmaps (https://arxiv.org/abs/1402.6407), once for all ids instead of for each 65 536 of them.
 */
export class Postings {
  #ids: number[] = [];
  #bitmap: Bitmap | undefined;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  has(id: number): boolean {
    return this.#bitmap?.has(id) ?? this.#ids[lowerBound(this.#ids, id)] === id;
  }

  /** An id that is not in here yet. */
  add(id: number): void {
    this.#size++;
    if (this.#bitmap && id >= this.#bitmap.limit) this.#listIfSparse(id);
    if (this.#bitmap) this.#bitmap.add(id);
    else this.#insert(id);
  }

  /** An id that is in here. */
  delete(id: number): void {
    this.#size--;
    if (this.#bitmap) {
      this.#bitmap.delete(id);
      this.#listIfSparse(this.#bitmap.limit);
    } else this.#ids.splice(lowerBound(this.#ids, id), 1);
  }

  /** Adds all ids to the set, whose limit must be above them. */
  addTo(set: Bitmap): void {
    if (this.#bitmap) set.unite(this.#bitmap);
    else for (const id of this.#ids) set.add(id);
  }

  #insert(id: number): void {
    const last = this.#ids.at(-1) ?? -1;
    // A push into an empty array makes room for 17, which many values never need.
    if (last === -1) this.#ids = [id];
    else if (id > last) this.#ids.push(id);
    else this.#ids.splice(lowerBound(this.#ids, id), 0, id);
    if (this.#size >= BITMAP_FROM && this.#size * BITS_PER_ID >= Math.max(id, last)) this.#toBitmap();
  }

  #toBitmap(): void {
    this.#bitmap = new Bitmap(this.#ids.at(-1)! + 1);
    for (const id of this.#ids) this.#bitmap.add(id);
    this.#ids = [];
  }

  /** Only when a list takes half the memory, so that one id that comes and goes does not turn it over each time. */
  #listIfSparse(limit: number): void {
    if (this.#size >= BITMAP_FROM / 2 && this.#size * BITS_PER_ID * 2 >= limit) return;
    this.#ids = Array.from(this.#bitmap!.toArray());
    this.#bitmap = undefined;
  }
}

/** Where in the ascending list the first one is that is not smaller than `id`; its length, if all are. */
function lowerBound(ids: readonly number[], id: number): number {
  let low = 0;
  let high = ids.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ids[middle]! < id) low = middle + 1;
    else high = middle;
  }
  return low;
}
