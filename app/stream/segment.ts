/** A piece of memory full of consecutive whole frames, and where each of them ends. */
export class Segment {
  readonly memory: Uint8Array<ArrayBuffer>;
  readonly firstSeq: number;
  /** Leases that look into the memory. */
  pins = 0;
  /** Left the log: only leases keep it. */
  isRetired = false;
  /** Somebody got a view of it and will not say when he is done: the memory must never be written again. */
  isUnobserved = false;
  readonly #ends: number[] = [];

  constructor(memory: Uint8Array<ArrayBuffer>, firstSeq: number) {
    this.memory = memory;
    this.firstSeq = firstSeq;
  }

  get frames(): number {
    return this.#ends.length;
  }

  get freeBytes(): number {
    return this.memory.byteLength - this.#startOf(this.frames);
  }

  /** The first `sizeBytes` of the free memory; nothing of it can be read before `commit`. */
  free(sizeBytes: number): Uint8Array {
    const start = this.#startOf(this.frames);
    return this.memory.subarray(start, start + sizeBytes);
  }

  commit(sizeBytes: number): void {
    this.#ends.push(this.#startOf(this.frames) + sizeBytes);
  }

  /** How many frames from `seq` on fit into `maxBytes`. */
  framesWithin(seq: number, maxBytes: number): number {
    const first = seq - this.firstSeq;
    const limit = this.#startOf(first) + maxBytes;
    let low = first;
    let high = this.frames;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#ends[middle]! <= limit) low = middle + 1;
      else high = middle;
    }
    return low - first;
  }

  view(seq: number, frames: number): Uint8Array {
    const first = seq - this.firstSeq;
    return this.memory.subarray(this.#startOf(first), this.#startOf(first + frames));
  }

  #startOf(index: number): number {
    return index === 0 ? 0 : this.#ends[index - 1]!;
  }
}
