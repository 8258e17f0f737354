import { setTimeout as wait } from 'node:timers/promises';
import type { SplitLine } from './line-splitter.ts';

/** Lines of one body are taken together at most so often: a script that says a thousand things a second costs fifty commits. */
const MIN_INTERVAL_MS = 20;
/** So many that wait hold the sender back. */
const MAX_WAITING_LINES = 1000;
const MAX_WAITING_CHARS = 256 * 1024;

/** Hands lines on in their order, those that came meanwhile together. One that comes after a pause is not held back. */
export class LineGatherer {
  readonly #take: (lines: readonly SplitLine[]) => Promise<void>;
  #waiting: SplitLine[] = [];
  #waitingChars = 0;
  #takenAt = Number.NEGATIVE_INFINITY;
  #taking: Promise<void> | undefined;
  #failure: { readonly error: unknown } | undefined;

  constructor(take: (lines: readonly SplitLine[]) => Promise<void>) {
    this.#take = take;
  }

  /** Resolves when more may come. Rejects with what `take` rejected with. */
  async push(lines: readonly SplitLine[]): Promise<void> {
    if (this.#failure) throw this.#failure.error;
    for (const line of lines) this.#waiting.push(line);
    this.#waitingChars += lines.reduce((sum, { text = '' }) => sum + text.length, 0);
    if (this.#waiting.length > 0) this.#taking ??= this.#takeSoon();
    const isFull = this.#waiting.length >= MAX_WAITING_LINES || this.#waitingChars >= MAX_WAITING_CHARS;
    if (isFull) await this.end();
  }

  /** Resolves when everything is taken. */
  async end(): Promise<void> {
    while (this.#taking) await this.#taking;
    if (this.#failure) throw this.#failure.error;
  }

  async #takeSoon(): Promise<void> {
    try {
      while (this.#waiting.length > 0) {
        const restMs = this.#takenAt + MIN_INTERVAL_MS - performance.now();
        if (restMs > 0) await wait(restMs);
        const lines = this.#waiting;
        this.#waiting = [];
        this.#waitingChars = 0;
        this.#takenAt = performance.now();
        await this.#take(lines);
      }
    } catch (error) {
      this.#failure = { error }; // whoever pushes next, or ends, hears of it
    } finally {
      this.#taking = undefined;
    }
  }
}
