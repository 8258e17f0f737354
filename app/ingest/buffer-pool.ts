/** Smaller ones are cheap to make. */
const MIN_BYTES = 16 * 1024;

/** Larger ones are rare, and their memory is better given back. */
const MAX_BYTES = 4 * 1024 * 1024;

/** Of all that wait to be used again. */
const MAX_POOLED_BYTES = 16 * 1024 * 1024;

/**
 * Memory that is used again. Blocks of hundreds of kilobytes that are made and forgotten a thousand times a second make
 * the garbage collector run all the time, although there is little garbage: more than half of what it costs to take
 * readings in went there.
 */
export class BufferPool {
  readonly #free = new Map<number, ArrayBuffer[]>();
  #pooledBytes = 0;

  /** Memory of at least so many bytes, with anything in it. */
  take(bytes: number): ArrayBuffer {
    const size = sizeFor(bytes);
    const buffer = this.#free.get(size)?.pop();
    if (!buffer) return new ArrayBuffer(size);
    this.#pooledBytes -= size;
    return buffer;
  }

  /** Nobody must use it any more. */
  give(buffer: ArrayBuffer): void {
    const size = buffer.byteLength;
    const isWanted = size >= MIN_BYTES && size <= MAX_BYTES && size === sizeFor(size);
    if (!isWanted || this.#pooledBytes + size > MAX_POOLED_BYTES) return;
    const free = this.#free.get(size);
    if (free) free.push(buffer);
    else this.#free.set(size, [buffer]);
    this.#pooledBytes += size;
  }
}

/** Powers of two, so that one buffer fits many needs. */
function sizeFor(bytes: number): number {
  return bytes <= MIN_BYTES ? MIN_BYTES : 2 ** Math.ceil(Math.log2(bytes));
}
