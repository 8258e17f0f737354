import { Broadcast } from './broadcast.ts';

/**
 * Publish/subscribe as async iteration: one ring of numbered values, and one number per subscriber.
 *
 * ```ts
 * const stream = createReactiveStream<number>({ capacity: 4 });
 * const subscription = stream.subscribe();
 * for (const celsius of [20, 21, 22, 23, 24, 25]) stream.emit(celsius);
 * stream.close();
 * for await (const item of subscription) {
 *   if (item.kind === 'event') console.log(item.seq, item.value);
 *   if (item.kind === 'gap') console.log(`missed ${item.missed}`);
 * }
 * // missed 2, then 3 22, 4 23, 5 24, 6 25
 * ```
 *
 * Contract
 * - `emit` never waits and costs the same however many subscribers are behind: it puts the value into the ring and wakes,
 *   once per microtask, those that wait. No consumer code runs inside `emit`, so publishing from a consumer is not recursive.
 * - A subscriber holds its position, fixed inside `subscribe()`, and at most one page of history while it reads there.
 *   It counts as a subscriber until `return()`, abort or its end; nobody ends one that is forgotten, and how many there may
 *   be is for the caller to bound.
 * - History and live are one sequence. Who asks for the next number gets it from the ring, else from `history`; there is no
 *   moment of hand-over, hence no gap and no repeat. Rows above `head` are not shown before they are emitted.
 * - Only what neither of them has is lost, and the reader is told: by its own `onLag`, never by slowing the publisher
 *   (but for `block` and `send`). After a gap or a snapshot the next gap comes right before an event: nobody gets gaps only.
 * - Items come in strictly rising `seq`, the same objects for all. `next()` may be called again before it settles;
 *   answers keep the order of calls.
 * - Long ways through history, and `send` in a loop, let timers and sockets have their turns (docs/decisions/023).
 * - `close` and `fail`: everything published is still delivered, then `done` or, once, the error; later subscribers get
 *   the same. `return()` and abort: done at once, also for calls that wait; repeatable.
 *
 * Numbers from outside (docs/decisions/022): give `emit` the number of the commit. A skipped number is a value the ring does not have: readers
 * get it from `history`, and count it in a gap where there is none. A number that does not rise throws.
 *
 * @throws RangeError or TypeError for options out of range, and for a `firstSeq` that `history` has used already.
 */
export function createReactiveStream<T>(options: ReactiveStreamOptions<T>): ReactiveStream<T> {
  return new Broadcast(options);
}

export interface ReactiveStreamOptions<T> {
  /** Values kept for subscribers that are behind. */
  readonly capacity: number;
  /** Values that `from: 'replay'` begins with, and that stay while nobody subscribes. Default: `capacity`. */
  readonly replay?: number;
  /** Names the life of the numbering, 1 to 64 of `A-Z a-z 0-9 _ . -`. Keep it with the history. Default: random. */
  readonly epoch?: string;
  /** Number of the first value emitted here. Default: the one after `history.head`, else 1. */
  readonly firstSeq?: number;
  /** What a value is the newest state of; needed for `conflate`. The newest value of 10 000 keys is remembered. */
  readonly key?: (value: T) => string;
  readonly history?: History<T>;
  /** How long a `block` subscriber may keep senders from going on before it is ejected. Default: 5000. */
  readonly maxBlockMs?: number;
}

/** What was published, for readers that want more than the ring holds: the outbox table. */
export interface History<T> {
  /** Up to `limit` values with numbers above `after`, rising. What is gone is left out. */
  read(after: number, limit: number): readonly (readonly [seq: number, value: T])[];
  /** The highest number ever used; read once, when the stream is made. */
  readonly head: number;
}

export interface ReactiveStream<T> extends AsyncIterable<Item<T>> {
  readonly epoch: string;
  /** Number of the newest value. */
  readonly head: number;
  readonly subscribers: number;
  /** Publishes at once and gives the number. Throws when closed, when `seq` does not rise, and what `key` throws: then nothing is published. */
  emit(value: T, options?: EmitOptions): number;
  /** As `emit`; undefined, and nothing published, when a `block` subscriber is full, a sender waits or the stream is closed. */
  tryEmit(value: T): number | undefined;
  /** Publishes when every `block` subscriber has room. Rejects when aborted or closed first, leaving nothing behind. */
  send(value: T, options?: SendOptions): Promise<number>;
  /** @throws TypeError for `conflate` without `key`, and what `history.read` throws. */
  subscribe(options?: SubscribeOptions<T>): Subscription<T>;
  /** Takes no more values. Subscribers get the rest, then done; senders that wait are rejected. Repeatable. */
  close(): void;
  /** As `close`, but subscribers end with `error`, once. */
  fail(error: unknown): void;
  stats(): StreamStats;
}

export interface EmitOptions {
  /** Number given by a database commit. Default: one more than `head`. */
  readonly seq?: number;
}

export interface SendOptions {
  readonly signal?: AbortSignal;
}

export interface StreamStats {
  /** Subscribers that wait for something to happen. */
  readonly parked: number;
  /** Numbers that the slowest subscriber is behind. */
  readonly maxLag: number;
  /** Gaps told since the start. */
  readonly gaps: number;
  /** `block` subscribers thrown out since the start. */
  readonly ejected: number;
}

export interface SubscribeOptions<T> {
  /** Default `live`. */
  readonly from?: StartAt;
  /** Default `gap`. */
  readonly onLag?: LagPolicy;
  /** Values to leave out. What it throws ends this subscription. Losses are counted before it. */
  readonly filter?: (value: T) => boolean;
  readonly signal?: AbortSignal;
}

/**
 * `live`: what comes from now on. `replay`: the newest `replay` numbers first. `oldest`: all there is, history included.
 * `afterId`: what follows that event; an id that is malformed, of another epoch or not given out yet leads to one gap
 * with reason `epoch`, then live.
 */
export type StartAt = 'live' | 'replay' | 'oldest' | { readonly afterId: string };

/**
 * What a subscriber gets when values it has not read leave the ring and `history` has them neither.
 * `gap`: how many, then on with the oldest left. `close`: the same, then the end. `block`: the same if someone emits,
 * but `send` and `tryEmit` wait for it. `conflate`: the newest value per key instead, without asking `history` first;
 * where that is not the whole state (values from before this process, keys forgotten), as `gap`.
 */
export type LagPolicy = 'gap' | 'conflate' | 'close' | 'block';

export interface Subscription<T> extends AsyncIterableIterator<Item<T>>, AsyncDisposable {
  /** Numbers published and not yet delivered, before the filter. */
  readonly lag: number;
  /** True when nothing more will be delivered. */
  readonly closed: boolean;
  next(): Promise<IteratorResult<Item<T>>>;
  /** What there is, up to `max` items (256); waits for the first one. Empty: the end. From history it may be less, with more to come. */
  nextBatch(max?: number): Promise<readonly Item<T>[]>;
  return(): Promise<IteratorResult<Item<T>>>;
  /** Ends as `return` does, and rejects with `error`. */
  throw(error?: unknown): Promise<IteratorResult<Item<T>>>;
  [Symbol.asyncIterator](): Subscription<T>;
}

export type Item<T> = EventItem<T> | GapItem | SnapshotItem<T>;

/** One object for all subscribers. */
export interface EventItem<T> {
  readonly kind: 'event';
  /** `epoch-seq`, to resume after it. */
  readonly id: string;
  readonly seq: number;
  readonly value: T;
}

export interface GapItem {
  readonly kind: 'gap';
  /** Numbers lost; 0 when they cannot be counted (`epoch`). */
  readonly missed: number;
  readonly reason: GapReason;
}

/** `overrun`: read too slowly. `expired`: came too late. `epoch`: the position is not one of this stream. */
export type GapReason = 'overrun' | 'expired' | 'epoch';

export interface SnapshotItem<T> {
  readonly kind: 'snapshot';
  /** The newest value of every key, as far as the filter lets them pass. Belongs to the receiver. */
  readonly values: ReadonlyMap<string, T>;
  /** All numbers up to this one are in it. */
  readonly upTo: number;
}
