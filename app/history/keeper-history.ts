import type { MessagePort } from 'node:worker_threads';
import type { KeeperFailedError } from '../../db/keeper/keeper-errors.ts';
import type { Keeper } from '../../db/keeper/start-keeper.ts';
import { Histogram } from '../http/metering/histogram.ts';
import type { ReactiveStream } from '../stream/reactive.ts';
import type { HistoryCalls } from './calls.ts';
import type {
  Appended,
  Cardinality,
  HistoryStats,
  LatestResult,
  LineQuery,
  LineResult,
  RangeQuery,
  RangeResult,
  Selector,
  Series,
} from './history.ts';
import type { HistoryReaders } from './history-readers.ts';
import type { LookedUp, Lookup } from './label-lookup.ts';
import { type Commit, publishCommit } from './live.ts';
import type { MetricMetadata } from './metric-metadata.ts';
import type { Describer } from './metrics.ts';
import { openLine } from './open-line.ts';
import type { Reading } from './reading.ts';
import type { Renamed, SeriesName } from './rename.ts';
import type { Sender } from './sender.ts';
import type { Follower, HistoryOptions, HistoryStore } from './store.ts';
import type { Unconfirmed } from './unconfirmed.ts';
import { unpackLatest } from './unpack-latest.ts';

const SWEEP_EVERY_MS = 60_000;

/** The main thread's side of the keeper: each method is a call, or begins one. */
export class KeeperHistory implements HistoryStore {
  readonly live: ReactiveStream<Commit>;
  readonly tellingDelay = new Histogram();
  readonly #keeper: Keeper<HistoryCalls>;
  readonly #readers: HistoryReaders;
  readonly #unconfirmed: Unconfirmed;
  readonly #now: () => number;
  readonly #onFailure: (error: unknown) => void;
  readonly #closing = new AbortController();
  readonly #sweeps: NodeJS.Timeout;
  #sweeping: Promise<void> | undefined;
  #lastFollower = 0;

  constructor(
    keeper: Keeper<HistoryCalls>,
    readers: HistoryReaders,
    unconfirmed: Unconfirmed,
    live: ReactiveStream<Commit>,
    { now = Date.now, sweepEveryMs = SWEEP_EVERY_MS, onFailure }: HistoryOptions,
  ) {
    this.live = live;
    this.#keeper = keeper;
    this.#readers = readers;
    this.#unconfirmed = unconfirmed;
    this.#now = now;
    this.#onFailure = onFailure;
    this.#sweeps = setInterval(() => this.#inBackground(this.sweep()), sweepEveryMs).unref();
  }

  async append(readings: readonly Reading[], sender?: Sender): Promise<Appended> {
    using batch = this.#unconfirmed.add(readings);
    return await this.#keeper.call('append', [batch.number, readings, this.#now(), sender]);
  }

  connect(): Promise<MessagePort> {
    return openLine(this.#keeper);
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
    return this.#readers.call('query', [query], { signal });
  }

  line(query: LineQuery, signal?: AbortSignal): Promise<LineResult> {
    return this.#readers.call('line', [query], { signal });
  }

  async latest(selector: Selector, signal?: AbortSignal): Promise<LatestResult> {
    const { commit, latest } = await this.#keeper.call('latest', [selector], { signal });
    return { commit, series: unpackLatest(latest) };
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

  rename(key: string, name: SeriesName, joins = false): Promise<Renamed> {
    return this.#keeper.call('rename', [key, name, joins]);
  }

  labelNames(lookup: Lookup, signal?: AbortSignal): Promise<LookedUp<string>> {
    return this.#keeper.call('labelNames', [lookup], { signal });
  }

  labelValues(label: string, lookup: Lookup, signal?: AbortSignal): Promise<LookedUp<string>> {
    return this.#keeper.call('labelValues', [label, lookup], { signal });
  }

  metadata(metrics?: readonly string[]): Promise<readonly MetricMetadata[]> {
    return this.#keeper.call('metadata', [metrics]);
  }

  describe(metrics: readonly MetricMetadata[], by?: Describer): Promise<void> {
    return this.#keeper.call('describe', [metrics, by]);
  }

  cardinality(): Promise<Cardinality> {
    return this.#keeper.call('cardinality', []);
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
      await this.#readers.close().finally(() => this.#keeper.close());
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
