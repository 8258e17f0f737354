import { siblingModule } from '../../../db/keeper/sibling-module.ts';
import { type Keeper, startKeeper } from '../../../db/keeper/start-keeper.ts';
import { METRIC_LABEL } from '../../history/labels/label-postings.ts';
import type { Commit } from '../../history/live.ts';
import { parseSeriesName } from '../../history/parse-series-name.ts';
import { seriesKey } from '../../history/series-key.ts';
import type { Follower, HistoryStore } from '../../history/store.ts';
import type { Subscription } from '../../stream/reactive.ts';
import type { LiveCalls, LiveData, LiveNews, NotedReading, Opened, SeriesLabels } from './live-calls.ts';
import { WantedSeries } from './wanted-series.ts';

/** After readings were missed, everything is evaluated anew; not more often than this. */
const RENEW_EVERY_MS = 10_000;

export interface LiveSessionOptions {
  readonly history: Pick<HistoryStore, 'live' | 'follow' | 'connect'>;
  /** Of `history.db`. */
  readonly path: string;
  readonly now: () => number;
  /** Told once, when the thread has ended by itself or the live topic has. */
  readonly onLost: (reason: unknown) => void;
}

/** The thread of live queries, and what keeps it fed: commits go there, news come back when asked for. */
export class LiveSession {
  readonly #options: LiveSessionOptions;
  readonly #thread: Keeper<LiveCalls>;
  readonly #follower: Follower;
  readonly #subscription: Subscription<Commit>;
  readonly #wanted = new WantedSeries();
  #hasMissed = false;
  #renewedMs = Number.NEGATIVE_INFINITY;
  #isOver = false;

  static async start(options: LiveSessionOptions): Promise<LiveSession> {
    const keeper = await options.history.connect();
    return new LiveSession(options, keeper);
  }

  private constructor(options: LiveSessionOptions, keeper: LiveData['keeper']) {
    this.#options = options;
    // First: what is kept after the thread has read comes over this.
    this.#subscription = options.history.live.subscribe();
    this.#follower = options.history.follow();
    this.#thread = startKeeper<LiveCalls>(siblingModule('./live-worker', import.meta.url), {
      name: 'live queries',
      workerData: { path: options.path, keeper, follower: this.#follower.number } satisfies LiveData,
      transfer: [keeper],
      onFailure: error => this.#lose(error),
    });
    this.#receive().catch(error => this.#lose(error));
  }

  async open(query: string, stepMs: number, rangeMs: number): Promise<Opened> {
    this.#wanted.add(query);
    try {
      return await this.#thread.call('open', [query, stepMs, rangeMs, this.#options.now()]);
    } catch (error) {
      this.#wanted.delete(query);
      throw error;
    }
  }

  release(id: number, query: string): void {
    this.#wanted.delete(query);
    this.#tell('close', id);
  }

  async advance(): Promise<readonly LiveNews[]> {
    const nowMs = this.#options.now();
    if (this.#hasMissed && nowMs - this.#renewedMs >= RENEW_EVERY_MS) {
      [this.#hasMissed, this.#renewedMs] = [false, nowMs];
      await this.#thread.call('renew', []);
    }
    return await this.#thread.call('advance', [nowMs]);
  }

  async close(): Promise<void> {
    this.#isOver = true;
    this.#follower.end();
    void this.#subscription.return();
    await this.#thread.close();
  }

  async #receive(): Promise<void> {
    for await (const item of this.#subscription) {
      if (item.kind === 'event') this.#pass(item.value);
      else this.#hasMissed = true;
    }
    this.#lose(new Error('The live topic has ended.'));
  }

  #pass({ readings, created, restored, removed }: Commit): void {
    const gone = [...removed, ...restored];
    if (gone.length > 0) this.#tell('forget', gone.flatMap(toLabels));
    const isNew = new Set(created);
    const noted: NotedReading[] = [];
    const met: string[] = [];
    for (const { metric, labels, atMs, value, hasEnded } of readings) {
      const key = seriesKey(metric, labels);
      if (!this.#wanted.has(key, metric, labels)) continue;
      if (isNew.delete(key)) met.push(key);
      noted.push({ key, metric, labels, atMs, value, ...(hasEnded && { hasEnded }) });
    }
    if (met.length > 0) this.#follower.add(met);
    if (noted.length > 0) this.#tell('note', noted);
  }

  /** Nobody waits for it; that the thread has ended is told by `onLost`. */
  #tell<N extends 'close' | 'note' | 'forget'>(name: N, argument: Parameters<LiveCalls[N]>[0]): void {
    if (this.#isOver) return;
    const args = [argument] as unknown as Parameters<LiveCalls[N]>;
    this.#thread.call(name, args as never, { evenIfBusy: true }).catch(error => this.#lose(error));
  }

  #lose(reason: unknown): void {
    if (this.#isOver) return;
    this.close().catch(() => {}); // the reason of the first trouble is told
    this.#options.onLost(reason);
  }
}

function toLabels(key: string): SeriesLabels[] {
  const name = parseSeriesName(key);
  return name ? [{ ...name.labels, [METRIC_LABEL]: name.metric }] : [];
}
