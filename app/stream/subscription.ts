import type { Item, Subscription } from './reactive.ts';
import type { Reader } from './reader.ts';

/** Calls of `next` and `nextBatch` that may wait at once on one subscription; one more is refused. */
export const MAX_WAITING_CALLS = 1024;
const DEFAULT_BATCH_ITEMS = 256;
const DONE: IteratorReturnResult<undefined> = { done: true, value: undefined };

/** What a subscription asks of the stream it belongs to. */
export interface Home<T> {
  /** How the stream ended; undefined while it is open. */
  ending(): Ending | undefined;
  /** The subscription has calls that wait: `wake()` it once when something happened. Repeatable. */
  park(subscription: LiveSubscription<T>): void;
  unpark(subscription: LiveSubscription<T>): void;
  /** The subscription has moved on, perhaps over values that its filter leaves out, so there may be room for a sender. */
  moved(): void;
  /** The subscription has told a gap. */
  lost(): void;
  leave(subscription: LiveSubscription<T>): void;
}

export interface Ending {
  readonly failure?: { readonly error: unknown };
}

/** The asynchronous side of a reader: calls that wait, and the ways to end. */
export class LiveSubscription<T> implements Subscription<T> {
  readonly #home: Home<T>;
  readonly #signal: AbortSignal | undefined;
  /** Undefined when the subscription has ended. */
  #reader: Reader<T> | undefined;
  /** Waits to be thrown, once, by the next call. */
  #failure: { readonly error: unknown } | undefined;
  /** Calls that wait, oldest first. */
  #waiting: Call<unknown>[] = [];
  /** Nothing is read until the event loop has had a turn. */
  #isResting = false;

  constructor(reader: Reader<T>, home: Home<T>, signal: AbortSignal | undefined) {
    this.#home = home;
    this.#signal = signal;
    if (signal?.aborted) return;
    this.#reader = reader;
    signal?.addEventListener('abort', this.#onAbort, { once: true });
  }

  get lag(): number {
    return this.#reader?.lag ?? 0;
  }

  get closed(): boolean {
    return !this.#reader && !this.#failure;
  }

  next(): Promise<IteratorResult<Item<T>>> {
    return this.#ask<IteratorResult<Item<T>>>(() => {
      const item = this.#pull();
      return item && { done: false, value: item };
    }, DONE);
  }

  nextBatch(max = DEFAULT_BATCH_ITEMS): Promise<readonly Item<T>[]> {
    if (!(max >= 1)) return Promise.reject(tooFewError(max));
    return this.#ask<readonly Item<T>[]>(() => this.#pullUpTo(max), []);
  }

  return(): Promise<IteratorResult<Item<T>>> {
    this.#failure = undefined;
    this.#release();
    this.wake();
    return Promise.resolve(DONE);
  }

  /** What `yield*` calls when an error is thrown into the generator around it. */
  throw(error?: unknown): Promise<IteratorResult<Item<T>>> {
    void this.return();
    return Promise.reject(error);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.return();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /** Calls wait for something to happen. */
  get isWaiting(): boolean {
    return this.#waiting.length > 0;
  }

  /**
   * Answers the calls that wait, oldest first, as far as there is something to tell. Never throws, runs no consumer code but filters.
   * Who has been answered stays parked until the next wake-up, as it will most likely be back by then.
   */
  wake(): void {
    if (this.#waiting.length === 0) this.#home.unpark(this);
    while (this.#waiting.length > 0 && this.#answer(this.#waiting[0]!)) this.#waiting.shift();
  }

  /** Ends the subscription; the first call that waits or comes is rejected with `error`. */
  eject(error: unknown): void {
    this.#failure = { error };
    this.#release();
    this.wake();
  }

  /** Answers at once if possible, else in the order of the calls. `over` is the answer of an ended subscription. */
  #ask<R>(take: () => R | undefined, over: R): Promise<R> {
    if (this.#waiting.length > 0) return this.#wait(take, over);
    try {
      const answer = this.#try(take, over);
      return answer === undefined ? this.#wait(take, over) : Promise.resolve(answer);
    } catch (error) {
      return Promise.reject(error);
    }
  }

  /** Undefined when there is nothing to tell yet. */
  #try<R>(take: () => R | undefined, over: R): R | undefined {
    if (this.#isResting && this.#reader) return undefined;
    return take() ?? (this.closed ? over : undefined);
  }

  #wait<R>(take: () => R | undefined, over: R): Promise<R> {
    const { promise, resolve, reject } = Promise.withResolvers<R>();
    if (this.#waiting.length >= MAX_WAITING_CALLS) {
      reject(new RangeError(`${MAX_WAITING_CALLS} calls wait on this subscription already; await them first.`));
      return promise;
    }
    this.#waiting.push({ take, over, resolve, reject });
    this.#home.park(this);
    return promise;
  }

  /** False when there is nothing to tell yet. */
  #answer<R>({ take, over, resolve, reject }: Call<R>): boolean {
    try {
      const answer = this.#try(take, over);
      if (answer === undefined) return false;
      resolve(answer);
    } catch (error) {
      reject(error);
    }
    return true;
  }

  /** The next item, or undefined: then `closed` tells whether there will be any. Throws, once, what ended the subscription. */
  #pull(): Item<T> | undefined {
    if (this.#failure) throw this.#takeFailure();
    const reader = this.#reader;
    if (!reader) return undefined;
    if (reader.isIdle) return this.#endWithStream();
    const item = this.#read(reader);
    if (this.#reader !== reader) return undefined; // A filter has ended the subscription.
    const isAtEnd = !item && reader.lag === 0;
    this.#home.moved();
    if (item?.kind === 'gap') this.#home.lost();
    if (reader.isFinished) this.#release();
    else if (isAtEnd) this.#endWithStream();
    else if (reader.needsRest) this.#rest(reader);
    return item;
  }

  #rest(reader: Reader<T>): void {
    if (this.#isResting) return;
    this.#isResting = true;
    setImmediate(() => {
      this.#isResting = false;
      reader.rest();
      this.wake();
    });
  }

  /** An error after the first item waits for the next call, so that the items before it arrive. */
  #pullUpTo(max: number): Item<T>[] | undefined {
    const items: Item<T>[] = [];
    try {
      for (let item = this.#pull(); item; item = items.length < max ? this.#pull() : undefined) {
        items.push(item);
        this.#pullLive(items, max);
      }
    } catch (error) {
      if (items.length === 0) throw error;
      this.#failure = { error };
    }
    return items.length > 0 ? items : undefined;
  }

  #pullLive(items: Item<T>[], max: number): void {
    if (!this.#reader) return;
    this.#reader.pullLive(items, max);
    this.#home.moved();
  }

  /** A filter or a history that throws ends its own subscription and no other. */
  #read(reader: Reader<T>): Item<T> | undefined {
    try {
      return reader.pull();
    } catch (error) {
      this.#release();
      throw error;
    }
  }

  /** Called when everything published has been pulled. */
  #endWithStream(): undefined {
    const ending = this.#home.ending();
    if (!ending) return;
    this.#release();
    if (ending.failure) throw ending.failure.error;
  }

  #takeFailure(): unknown {
    const error = this.#failure?.error;
    this.#failure = undefined;
    return error;
  }

  #release(): void {
    if (!this.#reader) return;
    this.#reader = undefined;
    this.#signal?.removeEventListener('abort', this.#onAbort);
    this.#home.leave(this);
  }

  readonly #onAbort = (): void => {
    void this.return();
  };
}

function tooFewError(max: number): RangeError {
  return new RangeError(`nextBatch(${max}) can never be answered; ask for at least 1 item.`);
}

/** A call of `next` or `nextBatch` that has no answer yet. */
interface Call<R> {
  take(): R | undefined;
  readonly over: R;
  resolve(answer: R): void;
  reject(error: unknown): void;
}
