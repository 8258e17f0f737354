/** Fewer than these are compared by their keys: the order of all keys may have to be brought up to date first. */
export const RANKED_FROM = 1_000;

/**
 * The place of each series in the order of keys, as a number: keys share long beginnings, and two numbers are compared in
 * a fraction of the time. What came and went is sorted when somebody asks, and merged into the rest; 8 bytes a series.
 */
export class KeyOrder {
  readonly #keyOf: (id: number) => string | undefined;
  readonly #changed = new Set<number>();
  #ids = new Uint32Array();
  #ranks = new Uint32Array();

  /** `keyOf` gives the key of a series that is there. */
  constructor(keyOf: (id: number) => string | undefined) {
    this.#keyOf = keyOf;
  }

  /** The series of this id came, went, or did both. */
  note(id: number): void {
    this.#changed.add(id);
  }

  /** By id, those of series that are there. The array is this order's own, and changes with it. */
  ranks(): Uint32Array {
    if (this.#changed.size > 0) this.#rank();
    return this.#ranks;
  }

  /** These series by their key, in an array of the caller's own. Many are sorted as numbers, which is a tenth of the work. */
  sort(ids: Uint32Array): Uint32Array {
    if (ids.length < RANKED_FROM) return ids.slice().sort((a, b) => (this.#keyOf(a)! < this.#keyOf(b)! ? -1 : 1));
    const ranks = this.ranks();
    return ids
      .map(id => ranks[id]!)
      .sort()
      .map(rank => this.#ids[rank]!);
  }

  #rank(): void {
    const kept = this.#ids.filter(id => !this.#changed.has(id));
    this.#ids = this.#merge(kept, this.#newIds());
    this.#changed.clear();
    const limit = this.#ids.reduce((max, id) => Math.max(max, id), -1) + 1;
    if (limit > this.#ranks.length) this.#ranks = new Uint32Array(limit + (limit >>> 2));
    for (let rank = 0; rank < this.#ids.length; rank++) this.#ranks[this.#ids[rank]!] = rank;
  }

  /** Those that came and are there still, by key. Bare texts are sorted twice as fast as by a function. */
  #newIds(): number[] {
    const idOf = new Map<string, number>();
    for (const id of this.#changed) {
      const key = this.#keyOf(id);
      if (key !== undefined) idOf.set(key, id);
    }
    const keys = Array.from(idOf.keys()).sort();
    return keys.map(key => idOf.get(key)!);
  }

  /** Looks for the place of each new one, so that a few among many cost a few comparisons. */
  #merge(kept: Uint32Array, added: readonly number[]): Uint32Array<ArrayBuffer> {
    const merged = new Uint32Array(kept.length + added.length);
    let from = 0;
    for (const [before, id] of added.entries()) {
      const to = this.#placeOf(id, kept, from);
      merged.set(kept.subarray(from, to), from + before);
      merged[to + before] = id;
      from = to;
    }
    merged.set(kept.subarray(from), from + added.length);
    return merged;
  }

  #placeOf(id: number, ids: Uint32Array, from: number): number {
    const key = this.#keyOf(id)!;
    let [low, high] = [from, ids.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#keyOf(ids[middle]!)! < key) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
