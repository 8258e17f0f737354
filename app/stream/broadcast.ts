import { EventLog } from './event-log.ts';
import { NewestByKey } from './newest-by-key.ts';
import type {
  EmitOptions,
  LagPolicy,
  ReactiveStream,
  ReactiveStreamOptions,
  SendOptions,
  StreamStats,
  SubscribeOptions,
  Subscription,
} from './reactive.ts';
import { Reader, startAt } from './reader.ts';
import { SendQueue } from './send-queue.ts';
import { type CheckedOptions, checkOptions } from './stream-options.ts';
import { type Ending, type Home, LiveSubscription } from './subscription.ts';

/** The publishing side: numbers values, puts them into the log, wakes who waits. */
export class Broadcast<T> implements ReactiveStream<T> {
  readonly #options: CheckedOptions<T>;
  readonly #log: EventLog<T>;
  readonly #newest: NewestByKey<T> | undefined;
  readonly #sends: SendQueue<T>;
  readonly #members = new Set<LiveSubscription<T>>();
  /** Members that wait in a call, the only ones an emit concerns, or did so at the last wake-up. */
  readonly #parked = new Set<LiveSubscription<T>>();
  /** Members whose policy is `block`. */
  readonly #blockers = new Set<LiveSubscription<T>>();
  #isWakePending = false;
  #ending: Ending | undefined;
  #gaps = 0;
  #ejected = 0;

  constructor(options: ReactiveStreamOptions<T>) {
    const checked = checkOptions(options);
    this.#options = checked;
    this.#log = new EventLog(checked.epoch, checked.capacity, checked.head, options.history);
    this.#newest = options.key && new NewestByKey(checked.head);
    this.#sends = new SendQueue({
      maxBlockMs: checked.maxBlockMs,
      hasRoom: () => this.#hasRoom(),
      publish: value => this.emit(value),
      ejectFull: () => this.#ejectFull(),
    });
  }

  get epoch(): string {
    return this.#log.epoch;
  }

  get head(): number {
    return this.#log.head;
  }

  get subscribers(): number {
    return this.#members.size;
  }

  emit(value: T, options?: EmitOptions): number {
    const key = this.#options.key?.(value); // Before the number is taken: the function may emit too.
    if (this.#ending) throw closedError(this.#ending);
    const seq = requireAbove(this.head, options?.seq ?? this.head + 1);
    if (seq > this.head + 1) this.#newest?.skipTo(seq - 1);
    const event = this.#log.append(value, seq);
    if (key !== undefined) this.#newest?.set(key, event);
    if (this.#members.size === 0) this.#log.ring.keep(this.#options.replay);
    this.#wakeLater();
    return seq;
  }

  tryEmit(value: T): number | undefined {
    return !this.#ending && this.#sends.isOpen ? this.emit(value) : undefined;
  }

  async send(value: T, options?: SendOptions): Promise<number> {
    if (this.#ending) throw closedError(this.#ending);
    return this.#sends.send(value, options?.signal);
  }

  subscribe({ from = 'live', onLag = 'gap', filter, signal }: SubscribeOptions<T> = {}): Subscription<T> {
    if (onLag === 'conflate' && !this.#newest) {
      throw new TypeError("onLag: 'conflate' keeps the newest value per key; give createReactiveStream() a `key`.");
    }
    const start = startAt(from, this.#log, this.#options.replay);
    const reader = new Reader({ log: this.#log, newest: this.#newest, start, onLag, filter });
    const subscription = new LiveSubscription(reader, this.#home, signal);
    if (!subscription.closed) this.#join(subscription, onLag);
    return subscription;
  }

  [Symbol.asyncIterator](): Subscription<T> {
    return this.subscribe();
  }

  close(): void {
    this.#end({});
  }

  fail(error: unknown): void {
    this.#end({ failure: { error } });
  }

  stats(): StreamStats {
    const lags = Array.from(this.#members, member => member.lag);
    const maxLag = lags.reduce((max, lag) => Math.max(max, lag), 0);
    const parked = Array.from(this.#parked).filter(({ isWaiting }) => isWaiting).length;
    return { parked, maxLag, gaps: this.#gaps, ejected: this.#ejected };
  }

  readonly #home: Home<T> = {
    ending: () => this.#ending,
    park: subscription => this.#park(subscription),
    unpark: subscription => this.#parked.delete(subscription),
    moved: () => this.#sends.flush(),
    lost: () => this.#gaps++,
    leave: subscription => this.#leave(subscription),
  };

  #join(subscription: LiveSubscription<T>, onLag: LagPolicy): void {
    this.#members.add(subscription);
    if (onLag === 'block') this.#blockers.add(subscription);
  }

  #park(subscription: LiveSubscription<T>): void {
    this.#parked.add(subscription);
    if (subscription.lag > 0) this.#wakeLater(); // Its own step made room for a sender.
  }

  #leave(subscription: LiveSubscription<T>): void {
    for (const set of [this.#members, this.#parked, this.#blockers]) set.delete(subscription);
    if (this.#members.size === 0) this.#log.ring.keep(this.#options.replay);
    this.#sends.flush();
  }

  #wakeLater(): void {
    if (this.#isWakePending || this.#parked.size === 0) return;
    this.#isWakePending = true;
    queueMicrotask(() => {
      this.#isWakePending = false;
      for (const subscription of this.#parked) subscription.wake();
    });
  }

  #hasRoom(): boolean {
    for (const { lag } of this.#blockers) if (lag >= this.#options.capacity) return false;
    return true;
  }

  #ejectFull(): void {
    const full = [...this.#blockers].filter(({ lag }) => lag >= this.#options.capacity);
    this.#ejected += full.length;
    for (const subscription of full) subscription.eject(ejectedError(this.#options.maxBlockMs));
  }

  #end(ending: Ending): void {
    if (this.#ending) return;
    this.#ending = ending;
    this.#sends.rejectAll(closedError(ending));
    this.#wakeLater();
  }
}

function requireAbove(head: number, seq: number): number {
  if (Number.isSafeInteger(seq) && seq > head) return seq;
  throw new RangeError(
    `emit() with seq ${seq} after ${head}: numbers rise; emit in the order of the commits, each once.`,
  );
}

function closedError({ failure }: Ending): Error {
  return new Error('The stream is closed and takes no more values; stop what feeds it before close().', {
    cause: failure?.error,
  });
}

function ejectedError(maxBlockMs: number): Error {
  return new Error(`This subscriber held senders up for ${maxBlockMs} ms; read faster or choose another onLag.`);
}
