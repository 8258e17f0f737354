import type { EventItem } from './reactive.ts';

/**
 * The newest events by number, at most `capacity` of them. A number that was skipped is a hole. Every operation is
 * O(1) but for those that walk holes, which visit at most `capacity` slots.
 */
export class Ring<T> {
  readonly #slots: (EventItem<T> | undefined)[];
  readonly #capacity: number;
  #head: number;
  #oldest: number;

  /** `head` is the last number given out before the ring was made. */
  constructor(capacity: number, head: number) {
    this.#slots = Array.from({ length: capacity });
    this.#capacity = capacity;
    this.#head = head;
    this.#oldest = head + 1;
  }

  /** Number of the newest event. */
  get head(): number {
    return this.#head;
  }

  get(seq: number): EventItem<T> | undefined {
    return seq >= this.#oldest && seq <= this.#head ? this.#slots[seq % this.#capacity] : undefined;
  }

  /** The first event with a number above `seq`. */
  firstAfter(seq: number): EventItem<T> | undefined {
    for (let at = Math.max(seq + 1, this.#oldest); at <= this.#head; at++) {
      const event = this.#slots[at % this.#capacity];
      if (event) return event;
    }
    return undefined;
  }

  /** Takes the place of the oldest event when full. `event.seq` is above `head`. */
  push(event: EventItem<T>): void {
    const oldest = event.seq - this.#capacity + 1;
    for (let hole = Math.max(this.#head + 1, oldest); hole < event.seq; hole++) {
      this.#slots[hole % this.#capacity] = undefined;
    }
    this.#slots[event.seq % this.#capacity] = event;
    this.#head = event.seq;
    this.#oldest = Math.max(this.#oldest, oldest);
  }

  /** Lets go of all but the newest `count` numbers. */
  keep(count: number): void {
    const oldest = this.#head - count + 1;
    for (; this.#oldest < oldest; this.#oldest++) this.#slots[this.#oldest % this.#capacity] = undefined;
  }
}
