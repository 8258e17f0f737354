import { MessageChannel, type MessagePort } from 'node:worker_threads';
import type { KeeperFailedError } from '../../db/keeper/keeper-errors.ts';
import { siblingModule } from '../../db/keeper/sibling-module.ts';
import { type Keeper, startKeeper } from '../../db/keeper/start-keeper.ts';
import type { ReactiveStream } from '../stream/reactive.ts';
import type { HistoryCalls, HistoryEvent, HistoryKeeperData } from './calls.ts';
import type {
  Appended,
  History,
  HistoryStats,
  LatestResult,
  LineQuery,
  LineResult,
  RangeQuery,
  RangeResult,
  Selector,
  Series,
} from './history.ts';
import { type Commit, createLive, publishCommit } from './live.ts';
import type { Reading } from './reading.ts';
import { toCommit } from './to-commit.ts';
import { createUnconfirmed, MAX_UNCONFIRMED_READINGS, type Unconfirmed } from './unconfirmed.ts';

const RETENTION_MS = 30 * 24 * 60 * 60_000;

/** Series that can be visible at one time. Each takes some 1.5 kB of memory. New ones beyond it are refused. */
export const MAX_SERIES = 200_000;

/** Points in memory, at least, before they are brought into chunks. 20 bytes each. */
const FLUSH_POINTS = 4_000_000;

/** Between two sweeps that forget what is past its time. */
const SWEEP_EVERY_MS = 60_000;

export interface HistoryOptions {
  /** Of the file; it is made if it is not there. */
  readonly path: string;
  /** `TELLTALE_MAX_NEW_SERIES_PER_MINUTE`. */
  readonly maxNewSeriesPerMinute: number;
  /** How long readings are kept. Default: 30 days. */
  readonly retentionMs?: number;
  readonly maxSeries?: number;
  /** Points in memory, at least, before they are brought into chunks. Fewer for tests: then they see it happen. */
  readonly flushPoints?: number;
  /**
   * Told what nobody waits for: a `KeeperFailedError` when the worker has ended, after which every call is rejected
   * until the owner opens the history anew; or the error of a sweep, which is tried again a minute later.
   */
  readonly onFailure: (error: unknown) => void;
  /** Told what is wrong with the file and does not keep it from being used. Default: a process warning. */
  readonly onTrouble?: (sentence: string) => void;
  /** Milliseconds since 1970 UTC. Default: the system's clock. */
  readonly now?: () => number;
}

export interface HistoryStore extends History {
  /** Commits, from now on. Each is published when it is durable, and before its `append` resolves. */
  readonly live: ReactiveStream<Commit>;
  /** Another thread's way to the keeper: the end of a channel, to be transferred there. */
  connect(): Promise<MessagePort>;
  /** Someone who is told of each point of some series, however fast they come. */
  follow(): Follower;
  /** Forgets readings past the retention and removed series past their ten minutes. Runs by itself once a minute. */
  sweep(): Promise<void>;
}

/**
 * Opens the readings' file in a thread of its own. Rejects with `KeeperFailedError` when it cannot be opened.
 * The calls reject with `KeeperBusyError`, over HTTP a 503, when too much waits already; `query` rejects with the code
 * `QUERY_TOO_LARGE` when it asks for too much.
 */
export async function openHistory(options: HistoryOptions): Promise<HistoryStore> {
  const { onTrouble = sentence => process.emitWarning(sentence) } = options;
  const unconfirmed = createUnconfirmed(MAX_UNCONFIRMED_READINGS);
  let store: KeeperHistory | undefined;
  const keeper = startKeeper<HistoryCalls, HistoryEvent>(siblingModule('./keeper', import.meta.url), {
    name: 'history keeper',
    workerData: toKeeperData(options),
    onEvent: event =>
      'trouble' in event ? onTrouble(event.trouble) : store!.publish(toCommit(event, unconfirmed.get)),
    onFailure: error => store?.fail(error),
  });
  try {
    // Nothing is written before the store is there, so no event comes before it.
    const { commit } = await keeper.call('stats', []);
    store = new KeeperHistory(keeper, unconfirmed, createLive(commit), options);
    return store;
  } catch (error) {
    await keeper.close().catch(() => {}); // the first error says why
    throw error;
  }
}

function toKeeperData(options: HistoryOptions): HistoryKeeperData {
  const { path, maxNewSeriesPerMinute } = options;
  const { maxSeries = MAX_SERIES, retentionMs = RETENTION_MS, flushPoints = FLUSH_POINTS } = options;
  return { path, maxNewSeriesPerMinute, maxSeries, retentionMs, flushPoints };
}

/** Pass its number with a query to follow what that selects. */
export interface Follower {
  readonly number: number;
  /** Follows these series, too. */
  add(keys: readonly string[]): void;
  end(): void;
}

class KeeperHistory implements HistoryStore {
  readonly live: ReactiveStream<Commit>;
  readonly #keeper: Keeper<HistoryCalls>;
  readonly #unconfirmed: Unconfirmed;
  readonly #now: () => number;
  readonly #onFailure: (error: unknown) => void;
  readonly #closing = new AbortController();
  readonly #sweeps: NodeJS.Timeout;
  #sweeping: Promise<void> | undefined;
  #lastFollower = 0;

  constructor(
    keeper: Keeper<HistoryCalls>,
    unconfirmed: Unconfirmed,
    live: ReactiveStream<Commit>,
    { now = Date.now, onFailure }: HistoryOptions,
  ) {
    this.live = live;
    this.#keeper = keeper;
    this.#unconfirmed = unconfirmed;
    this.#now = now;
    this.#onFailure = onFailure;
    this.#sweeps = setInterval(() => this.#inBackground(this.sweep()), SWEEP_EVERY_MS).unref();
  }

  async append(readings: readonly Reading[]): Promise<Appended> {
    using batch = this.#unconfirmed.add(readings);
    return await this.#keeper.call('append', [batch.number, readings, this.#now()]);
  }

  async connect(): Promise<MessagePort> {
    const { port1, port2 } = new MessageChannel();
    await this.#keeper.call('connect', [port2], { transfer: [port2] });
    return port1;
  }

  follow(): Follower {
    const number = ++this.#lastFollower;
    return {
      number,
      add: keys => this.#inBackground(this.#keeper.call('follow', [number, keys], { evenIfBusy: true })),
      end: () => this.#inBackground(this.#keeper.call('unfollow', [number], { evenIfBusy: true })),
    };
  }

  query(query: RangeQuery, signal?: AbortSignal): Promise<RangeResult> {
    return this.#keeper.call('query', [query], { signal });
  }

  line(query: LineQuery, signal?: AbortSignal): Promise<LineResult> {
    return this.#keeper.call('line', [query], { signal });
  }

  latest(selector: Selector, signal?: AbortSignal): Promise<LatestResult> {
    return this.#keeper.call('latest', [selector], { signal });
  }

  series(selector: Selector, signal?: AbortSignal): Promise<readonly Series[]> {
    return this.#keeper.call('series', [selector], { signal });
  }

  remove(key: string): Promise<boolean> {
    return this.#keeper.call('remove', [key, this.#now()]);
  }

  restore(key: string): Promise<boolean> {
    return this.#keeper.call('restore', [key, this.#now()]);
  }

  stats(): Promise<HistoryStats> {
    return this.#keeper.call('stats', []);
  }

  sweep(): Promise<void> {
    this.#sweeping ??= this.#keeper.call('sweep', [this.#now()], { signal: this.#closing.signal }).finally(() => {
      this.#sweeping = undefined;
    });
    return this.#sweeping;
  }

  async close(): Promise<void> {
    this.#stop();
    try {
      await this.#keeper.close();
    } finally {
      this.live.close();
    }
  }

  publish(commit: Commit): void {
    const isTold = publishCommit(this.live, commit);
    // An empty commit follows the one left out, so that its gap is told even when nobody sends anything more.
    if (!isTold) this.#inBackground(this.append([]));
  }

  fail(error: KeeperFailedError): void {
    this.#stop();
    this.live.fail(error);
    this.#onFailure(error);
  }

  #stop(): void {
    clearInterval(this.#sweeps);
    this.#closing.abort();
  }

  #inBackground(work: Promise<unknown>): void {
    work.catch(error => this.#closing.signal.aborted || this.#onFailure(error));
  }
}
