import { gzipSync } from 'node:zlib';
import type { Reading } from '../history/reading.ts';

/** What was measured at one moment, ready to be sent. Pieces that follow each other are one gzip body. */
export interface QueuedMoment {
  readonly number: number;
  readonly atMs: number;
  readonly readings: number;
  readonly body: Buffer;
}

export interface QueueBounds {
  /** From the oldest to the newest reading. */
  readonly keepMs: number;
  /** Compressed, as it is held. */
  readonly keepBytes: number;
}

export const QUEUE_BOUNDS: QueueBounds = { keepMs: 6 * 60 * 60_000, keepBytes: 24_000_000 };

/** Readings that a server has not answered for yet, in their order. Beyond its bounds the oldest are given up. */
export class HostQueue {
  readonly #bounds: QueueBounds;
  readonly #moments: QueuedMoment[] = [];
  #bytes = 0;
  #next = 0;
  #filled = Promise.withResolvers<void>();
  /** Moments that were given up so far. */
  givenUp = 0;

  constructor(bounds: QueueBounds = QUEUE_BOUNDS) {
    this.#bounds = bounds;
  }

  get length(): number {
    return this.#moments.length;
  }

  /** From the oldest reading to the newest. */
  get spanMs(): number {
    return this.#moments.length === 0 ? 0 : this.#moments.at(-1)!.atMs - this.#moments[0]!.atMs;
  }

  /** All of one moment. */
  push(readings: readonly Reading[]): void {
    const body = gzipSync(readings.map(toLine).join(''));
    this.#moments.push({ number: this.#next++, atMs: readings[0]!.atMs, readings: readings.length, body });
    this.#bytes += body.length;
    while (this.#moments.length > 1 && this.#isTooMuch()) {
      this.#shift();
      this.givenUp++;
    }
    this.wake();
  }

  #isTooMuch(): boolean {
    return this.#bytes > this.#bounds.keepBytes || this.spanMs > this.#bounds.keepMs;
  }

  #shift(): void {
    this.#bytes -= this.#moments.shift()!.body.length;
  }

  /** The oldest ones, as many as are sent at once. */
  head(maxMoments: number): readonly QueuedMoment[] {
    return this.#moments.slice(0, maxMoments);
  }

  /** The server has answered for these; some may have been given up meanwhile. */
  settle(answered: readonly QueuedMoment[]): void {
    const last = answered.at(-1)?.number ?? -1;
    while (this.#moments.length > 0 && this.#moments[0]!.number <= last) this.#shift();
  }

  /** Resolves when there is something to send, or when it is woken. */
  async whenFilled(): Promise<void> {
    if (this.#moments.length > 0) return;
    this.#filled = Promise.withResolvers<void>();
    await this.#filled.promise;
  }

  /** Ends the waiting of who waits for it to be filled. */
  wake(): void {
    this.#filled.resolve();
  }
}

function toLine({ metric, value, labels, atMs, unit }: Reading): string {
  return `${JSON.stringify({ metric, value, labels, t: atMs, ...(unit && { unit }) })}\n`;
}
