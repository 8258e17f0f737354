import type { EventItem } from './reactive.ts';

/** Keys whose newest value is remembered; beyond it the key that changed longest ago is forgotten. */
export const MAX_CONFLATED_KEYS = 10_000;

/** The publisher's state as readers that lag get it: the newest value of every key. */
export class NewestByKey<T> {
  /** In order of last change, because `set` deletes first. */
  readonly #events = new Map<string, EventItem<T>>();
  #completeAfter: number;

  /** `head` is the last number given out before; values up to it were never seen here. */
  constructor(head: number) {
    this.#completeAfter = head;
  }

  /** A reader that has everything up to this number misses nothing when it is given all newest values. */
  get completeAfter(): number {
    return this.#completeAfter;
  }

  set(key: string, event: EventItem<T>): void {
    this.#events.delete(key);
    this.#events.set(key, event);
    if (this.#events.size > MAX_CONFLATED_KEYS) this.#forgetOldest();
  }

  /** Numbers up to `seq` were never seen here. */
  skipTo(seq: number): void {
    this.#completeAfter = seq;
  }

  /** A new map, which belongs to the caller. */
  values(filter: ((value: T) => boolean) | undefined): Map<string, T> {
    const values = new Map<string, T>();
    for (const [key, { value }] of this.#events) if (!filter || filter(value)) values.set(key, value);
    return values;
  }

  #forgetOldest(): void {
    const [key, event] = this.#events.entries().next().value!;
    this.#events.delete(key);
    this.#completeAfter = Math.max(this.#completeAfter, event.seq);
  }
}
