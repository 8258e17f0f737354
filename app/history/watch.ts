import type { Subscription } from '../stream/reactive.ts';
import type { Selector, Series } from './history.ts';
import type { Commit } from './live.ts';
import type { Reading } from './reading.ts';
import { createMatcher } from './select.ts';
import { seriesKey } from './series-key.ts';
import type { Follower, HistoryStore } from './store.ts';
import { createWaitingCommits } from './waiting-commits.ts';
import { createGrowingSeries, type GrowingSeries, type Newest, type WatchedSeries } from './watched-series.ts';
import type { Grid } from './window.ts';

/** The series of some selectors, kept up to date from the live topic. */
export interface Watch {
  /** The series a selector matches, in the order of their keys. */
  select(selector: Selector): readonly WatchedSeries[];
  stop(): void;
}

export interface WatchOptions {
  readonly selectors: readonly Selector[];
  readonly grid: Grid;
  readonly now: () => number;
  /** Called after each commit that changed something that is watched. */
  readonly onChange: () => void;
  /** The live topic could not be followed without a gap, or has ended: start over. Called once, nothing follows. */
  readonly onLost: (reason?: unknown) => void;
}

/** Series that are watched at most; further ones are left out. */
export const MAX_SERIES = 1000;

/** Of one selector, at the start, the ones with the newest readings. */
export const MAX_SERIES_PER_SELECTOR = 200;

/** `core 2` before `core 10`. */
const byName = new Intl.Collator('en', { numeric: true });

export type LiveHistory = Pick<HistoryStore, 'query' | 'latest' | 'live' | 'follow'>;

/**
 * Subscribes first, reads the store second, then lets through what was committed meanwhile: no gap, no repeat.
 * After that every commit costs as much as it has readings, whatever the range.
 */
export async function startWatch(history: LiveHistory, options: WatchOptions): Promise<Watch> {
  const following = new Following(history, options);
  try {
    await following.start();
  } catch (error) {
    following.stop();
    throw error;
  }
  return {
    select: selector => following.select(selector),
    stop: () => following.stop(),
  };
}

interface Entry {
  readonly series: GrowingSeries;
  /** Readings of commits up to this one are in it already. */
  readonly upTo: number;
}

class Following {
  readonly #history: LiveHistory;
  readonly #options: WatchOptions;
  readonly #matchers: readonly ReturnType<typeof createMatcher>[];
  readonly #subscription: Subscription<Commit>;
  readonly #follower: Follower;
  readonly #entries = new Map<string, Entry>();
  readonly #waiting = createWaitingCommits();
  /** The store is read, or a commit is applied: others wait. */
  #isBusy = true;
  #isOver = false;

  constructor(history: LiveHistory, options: WatchOptions) {
    this.#history = history;
    this.#options = options;
    this.#matchers = options.selectors.map(selector => createMatcher(selector));
    this.#subscription = history.live.subscribe();
    this.#follower = history.follow();
  }

  async start(): Promise<void> {
    this.#receive().catch(error => this.#lose(error));
    for (const selector of this.#options.selectors) await this.#load(selector);
    this.#isBusy = false;
    await this.#applyWaiting();
  }

  select(selector: Selector): WatchedSeries[] {
    const matches = createMatcher(selector);
    const series = [...this.#entries.values()].map(entry => entry.series).filter(matches);
    return series.sort((a, b) => byName.compare(a.key, b.key));
  }

  stop(): void {
    this.#isOver = true;
    this.#waiting.clear();
    this.#follower.end();
    void this.#subscription.return();
  }

  #lose(reason?: unknown): void {
    if (this.#isOver) return;
    this.stop();
    this.#options.onLost(reason);
  }

  async #receive(): Promise<void> {
    for await (const item of this.#subscription) {
      if (item.kind !== 'event' || !this.#waiting.push(item.value)) break;
      this.#applyWaiting().catch(error => this.#lose(error));
    }
    this.#lose();
  }

  /** One commit after the other; those that come while one is applied are taken by the call that is under way. */
  async #applyWaiting(): Promise<void> {
    if (this.#isBusy) return;
    this.#isBusy = true;
    for (let commit = this.#waiting.shift(); commit; commit = this.#waiting.shift()) {
      const hasChanged = await this.#apply(commit);
      if (this.#isOver) return;
      if (hasChanged) this.#options.onChange();
    }
    this.#isBusy = false;
  }

  /** True when something that is watched has changed. */
  async #apply({ commit, readings, created, units, restored, removed }: Commit): Promise<boolean> {
    let hasChanged = false;
    for (const key of removed) hasChanged = this.#entries.delete(key) || hasChanged;
    const returned = restored.filter(key => !this.#entries.has(key));
    if (returned.length > 0) hasChanged = (await this.#load({ keys: returned })) || hasChanged;
    const unmet = new Set(created);
    for (const reading of readings) {
      const key = seriesKey(reading.metric, reading.labels);
      const entry =
        this.#entries.get(key) ?? (unmet.delete(key) ? this.#meet(key, reading, commit, units?.get(key)) : undefined);
      if (!entry || commit <= entry.upTo) continue;
      entry.series.add(reading);
      hasChanged = true;
    }
    return hasChanged;
  }

  /** The past and the newest reading of the series that match and are not watched yet. True: there were some. */
  async #load(selector: Selector): Promise<boolean> {
    const { grid, now } = this.#options;
    const select = { ...selector, limit: Math.min(selector.limit ?? MAX_SERIES_PER_SELECTOR, MAX_SERIES_PER_SELECTOR) };
    // One bucket further than now, for senders whose clock is ahead.
    const toMs = (Math.floor(now() / grid.stepMs) + 2) * grid.stepMs;
    const fromMs = toMs - (grid.count + 1) * grid.stepMs;
    const { commit, series: pasts } = await this.#history.query({
      ...{ select, fromMs, toMs, stepMs: grid.stepMs },
      follower: this.#follower.number,
    });
    // Second, so that it is not older than the pasts: what it knows of later commits comes once more, and does no harm.
    const latest = await this.#history.latest({ keys: pasts.map(({ key }) => key) });
    const newest = new Map(latest.series.map(one => [one.key, one]));
    let hasAdded = false;
    for (const past of pasts) {
      const known = newest.get(past.key);
      const entry = known && this.#isWanted(known) ? this.#add(known, commit) : undefined;
      entry?.series.window.fill(fromMs, past);
      hasAdded ||= entry !== undefined;
    }
    return hasAdded;
  }

  /** A series that is new to the store and wanted here. */
  #meet(key: string, { metric, labels, atMs }: Reading, commit: number, unit?: string): Entry | undefined {
    const series: Series = { key, metric, labels, createdMs: atMs, ...(unit !== undefined && { unit }) };
    const entry = this.#isWanted(series) ? this.#add(series, commit - 1) : undefined;
    if (entry) this.#follower.add([key]);
    return entry;
  }

  #isWanted(series: Series): boolean {
    return this.#matchers.some(matches => matches(series));
  }

  #add(known: Series & Newest, upTo: number): Entry | undefined {
    if (this.#entries.has(known.key) || this.#entries.size >= MAX_SERIES) return undefined;
    const { atMs, value, intervalMs, ...series } = known;
    const newest = { ...(atMs !== undefined && { atMs }), ...(value !== undefined && { value }), intervalMs };
    const entry = { series: createGrowingSeries(series, newest, this.#options.grid), upTo };
    this.#entries.set(series.key, entry);
    return entry;
  }
}
