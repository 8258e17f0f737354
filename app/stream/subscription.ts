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
  pulled(item: Item<T> | undefined): void;
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

  async nextBatch(max = DEFAULT_BATCH_ITEMS): Promise<readonly Item<T>[]> {
    if (!(max >= 1)) throw new RangeError(`nextBatch(${max}) can never be answered; ask for at least 1 item.`);
    return this.#ask<readonly Item<T>[]>(() => this.#pullUpTo(max), []);
  }

  return(): Promise<IteratorResult<Item<T>>> {
    this.#failure = undefined;
    this.#release();
    this.wake();
    return Promise.resolve(DONE);
  }

  /** What `yield*` calls when an error is thrown into the generator around it. */
  throw(error?: unknown): Promise<never> {
    void this.return();
    return Promise.reject(error);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.return();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /** Answers the calls that wait, oldest first, as far as there is something to tell. Never throws, runs no consumer code but filters. */
  wake(): void {
    while (this.#waiting.length > 0 && this.#answer(this.#waiting[0]!)) this.#waiting.shift();
    if (this.#waiting.length === 0) this.#home.unpark(this);
  }

  /** Ends the subscription; the first call that waits or comes is rejected with `error`. */
  eject(error: unknown): void {
    this.#failure = { error };
    this.#release();
    this.wake();
  }

  /** Answers at once if possible, else in the order of the calls. `over` is the answer of an ended subscription. */
  #ask<R>(take: () => R | undefined, over: R): Promise<R> {
    const { promise, resolve, reject } = Promise.withResolvers<R>();
    const call: Call<R> = { take, over, resolve, reject };
    if (this.#waiting.length > 0 || !this.#answer(call)) this.#wait(call);
    return promise;
  }

  /** False when there is nothing to tell yet. */
  #answer<R>(call: Call<R>): boolean {
    if (this.#isResting && this.#reader) return false;
    try {
      const taken = call.take() ?? (this.closed ? call.over : undefined);
      if (taken === undefined) return false;
      call.resolve(taken);
    } catch (error) {
      call.reject(error);
    }
    return true;
  }

  #wait<R>(call: Call<R>): void {
    if (this.#waiting.length >= MAX_WAITING_CALLS) {
      call.reject(new RangeError(`${MAX_WAITING_CALLS} calls wait on this subscription already; await them first.`));
      return;
    }
    this.#waiting.push(call);
    this.#home.park(this);
  }

  /** The next item, or undefined: then `closed` tells whether there will be any. Throws, once, what ended the subscription. */
  #pull(): Item<T> | undefined {
    if (this.#failure) throw this.#takeFailure();
    const reader = this.#reader;
    if (!reader) return undefined;
    const item = this.#read(reader);
    if (this.#reader !== reader) return undefined; // A filter has ended the subscription.
    const isAtEnd = !item && reader.lag === 0;
    this.#home.pulled(item);
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
      for (let item = this.#pull(); item; item = items.length < max ? this.#pull() : undefined) items.push(item);
    } catch (error) {
      if (items.length === 0) throw error;
      this.#failure = { error };
    }
    return items.length > 0 ? items : undefined;
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
  #endWithStream(): void {
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

/** A call of `next` or `nextBatch` that has no answer yet. */
interface Call<R> {
  take(): R | undefined;
  readonly over: R;
  resolve(answer: R): void;
  reject(error: unknown): void;
}
