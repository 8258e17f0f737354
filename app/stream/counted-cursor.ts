import type { Cursor, ReadResult, Waiter } from './buffer.ts';

/** Told once for each batch that is read. */
export type OnBatch = (frames: number, bytes: number) => void;

/** A cursor that tells how much is read, in the place of the cursor that it takes over. */
export class CountedCursor implements Cursor {
  readonly #cursor: Cursor;
  readonly #onBatch: OnBatch;

  constructor(cursor: Cursor, onBatch: OnBatch) {
    this.#cursor = cursor;
    this.#onBatch = onBatch;
  }

  get seq(): number {
    return this.#cursor.seq;
  }

  get lag(): number {
    return this.#cursor.lag;
  }

  get ejected(): AbortSignal {
    return this.#cursor.ejected;
  }

  read(maxBytes?: number): ReadResult {
    const result = this.#cursor.read(maxBytes);
    if (result.kind === 'data') this.#onBatch(result.lease.frames, result.lease.byteLength);
    return result;
  }

  wait(signal?: AbortSignal): Promise<void> {
    return this.#cursor.wait(signal);
  }

  whenReadable(waiter: Waiter): void {
    this.#cursor.whenReadable(waiter);
  }

  seek(to: 'oldest' | 'latest' | number): void {
    this.#cursor.seek(to);
  }

  [Symbol.dispose](): void {
    this.#cursor[Symbol.dispose]();
  }
}
