import type { MemberModel } from './member-model.ts';

/** `made` tells values apart, whatever number they get. */
export interface Value {
  readonly key: string;
  readonly made: number;
}

export interface ModelOptions {
  readonly capacity: number;
  readonly replay: number;
  readonly epoch: string;
  /** Last number before the stream was made. */
  readonly head: number;
  /** Rows of history as they are at any time; shared with the stream under test. */
  readonly rows: ReadonlyMap<number, Value> | undefined;
}

/** A `send`: its number when it has gone out, undefined while it waits, `refused` when the stream ended first. */
export interface Sending {
  readonly value: Value;
  outcome: number | 'refused' | undefined;
}

/**
 * What a stream does, said in the slow and simple way: nothing published is ever forgotten, and every pull looks at all of it to
 * find what can still be had.
 */
export class StreamModel {
  readonly options: ModelOptions;
  readonly members = new Set<MemberModel>();
  /** Who waits, in the order of waking; who has been answered keeps its place until the next time. */
  readonly parked = new Set<MemberModel>();
  readonly #emitted = new Map<number, Value>();
  #waiting: Sending[] = [];
  /** Numbers up to this one have left the ring because nobody listened. */
  #forgottenUpTo = 0;
  /** Numbers up to this one were not all seen by the stream. */
  #completeAfter: number;
  #isWakeDue = false;
  head: number;
  gaps = 0;
  ending: 'closed' | 'failed' | undefined;

  constructor(options: ModelOptions) {
    this.options = options;
    this.head = options.head;
    this.#completeAfter = options.head;
  }

  isInRing(seq: number): boolean {
    return this.#emitted.has(seq) && seq > this.head - this.options.capacity && seq > this.#forgottenUpTo;
  }

  /** What can be had under a number, from the ring or from history. */
  find(seq: number): Value | undefined {
    return this.isInRing(seq) ? this.#emitted.get(seq) : this.options.rows?.get(seq);
  }

  hasSeenAllAfter(seq: number): boolean {
    return this.#completeAfter <= seq;
  }

  /** The newest values by key, in the order of their last change. */
  newest(): Value[] {
    const newest = new Map<string, Value>();
    for (const value of this.#emitted.values()) {
      newest.delete(value.key);
      newest.set(value.key, value);
    }
    return [...newest.values()];
  }

  emit(value: Value, seq = this.head + 1): number {
    if (seq > this.head + 1) this.#completeAfter = seq - 1;
    this.head = seq;
    this.#emitted.set(seq, value);
    this.#isWakeDue = true;
    this.forget();
    return seq;
  }

  tryEmit(value: Value): number | undefined {
    return this.#waiting.length === 0 && this.#hasRoom() ? this.emit(value) : undefined;
  }

  send(value: Value): Sending {
    const sending: Sending = { value, outcome: this.tryEmit(value) };
    if (sending.outcome === undefined) this.#waiting.push(sending);
    return sending;
  }

  giveUp(sending: Sending): void {
    if (sending.outcome !== undefined) return;
    sending.outcome = 'refused';
    this.#waiting = this.#waiting.filter(other => other !== sending);
  }

  /** Called whenever a member has moved or left. */
  flush(): void {
    while (this.#waiting.length > 0 && this.#hasRoom()) {
      const sending = this.#waiting.shift()!;
      sending.outcome = this.emit(sending.value);
    }
  }

  end(how: 'closed' | 'failed'): void {
    this.ending = how;
    this.#isWakeDue = true;
    for (const sending of this.#waiting.splice(0)) sending.outcome = 'refused';
  }

  /** Without members only the replay stays. */
  forget(): void {
    if (this.members.size === 0) this.#forgottenUpTo = Math.max(this.#forgottenUpTo, this.head - this.options.replay);
  }

  /** Lets those that wait try again until nothing more happens. */
  settle(): void {
    while (this.#isWakeDue) {
      this.#isWakeDue = false;
      for (const member of this.parked) {
        if (member.isWaiting) member.answer();
        else this.parked.delete(member);
      }
    }
  }

  #hasRoom(): boolean {
    return [...this.members].every(({ onLag, lag }) => onLag !== 'block' || lag < this.options.capacity);
  }
}
