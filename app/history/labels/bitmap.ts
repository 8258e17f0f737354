const BITS_PER_WORD = 32;

/** A set of whole numbers, one bit each: an eighth of a byte for every number below `limit`, however many are in it. */
export class Bitmap {
  #words: Uint32Array;

  /** For numbers below `limit`; it grows when a larger one is added. */
  constructor(limit: number) {
    this.#words = new Uint32Array(Math.ceil(limit / BITS_PER_WORD));
  }

  /** Numbers from here on are not in the set. */
  get limit(): number {
    return this.#words.length * BITS_PER_WORD;
  }

  has(id: number): boolean {
    // Beyond the end there is undefined, whose bits are 0.
    return (this.#words[id >>> 5]! & (1 << (id & 31))) !== 0;
  }

  add(id: number): void {
    if (id >= this.limit) this.#grow(id);
    this.#words[id >>> 5]! |= 1 << (id & 31);
  }

  delete(id: number): void {
    if (id < this.limit) this.#words[id >>> 5]! &= ~(1 << (id & 31));
  }

  /** Takes in what the other holds below this limit. */
  unite(other: Bitmap): void {
    const theirs = other.#words;
    const length = Math.min(theirs.length, this.#words.length);
    for (let at = 0; at < length; at++) this.#words[at]! |= theirs[at]!;
  }

  /** Keeps what is in the other too. */
  intersect(other: Bitmap): void {
    const theirs = other.#words;
    for (let at = 0; at < this.#words.length; at++) this.#words[at]! &= theirs[at]!;
  }

  /** Drops what is in the other. */
  subtract(other: Bitmap): void {
    const theirs = other.#words;
    for (let at = 0; at < this.#words.length; at++) this.#words[at]! &= ~theirs[at]!;
  }

  isEmpty(): boolean {
    return this.#words.every(word => word === 0);
  }

  /** The numbers, ascending, in an array of their own. */
  toArray(): Uint32Array {
    const ids = new Uint32Array(this.#count());
    let length = 0;
    for (let at = 0; at < this.#words.length; at++) {
      // The lowest bit that is set is taken and cleared until none is left.
      for (let word = this.#words[at]!; word !== 0; word &= word - 1)
        ids[length++] = at * BITS_PER_WORD + 31 - Math.clz32(word & -word);
    }
    return ids;
  }

  #count(): number {
    let count = 0;
    for (const word of this.#words) count += bitCount(word);
    return count;
  }

  /** By a quarter more than needed, so that ascending ids do not copy the words each time. */
  #grow(id: number): void {
    const words = new Uint32Array(Math.ceil((id + 1 + id / 4) / BITS_PER_WORD));
    words.set(this.#words);
    this.#words = words;
  }
}

/** Bits that are set, added up in pairs, fours and bytes: https://graphics.stanford.edu/~seander/bithacks.html#CountBitsSetParallel */
function bitCount(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
