import type { ReactiveStream, Subscription } from '../stream/reactive.ts';
import type { History, Selector, Series } from './history.ts';
import type { Commit } from './live.ts';
import type { Reading } from './reading.ts';
import { createMatcher } from './select.ts';
import { seriesKey } from './series-key.ts';
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
  /** The live topic could not be followed without a gap: start over with a new watch. Called once, nothing follows. */
  readonly onLost: (reason?: unknown) => void;
}

/** Series that are watched at most; further ones are left out. */
const MAX_SERIES = 1000;
/** Of one selector, the ones with the newest readings. */
const MAX_SERIES_PER_SELECTOR = 200;

/** `core 2` before `core 10`. */
const byName = new Intl.Collator('en', { numeric: true });

export type LiveHistory = Pick<History, 'query' | 'latest'> & { readonly live: ReactiveStream<Commit> };

/**
 * Subscribes first, reads the store second, then lets through what was committed meanwhile: no gap, no repeat.
 * After that every commit costs as much as it has readings, whatever the range.
 */
export async function startWatch(history: LiveHistory, options: WatchOptions): Promise<Watch> {
  const subscription = history.live.subscribe();
  const following = new Following(history, options);
  try {
    for (const selector of options.selectors) await following.load(selector);
  } catch (error) {
    await subscription.return();
    throw error;
  }
  following.follow(subscription).catch(options.onLost);
  return {
    select: selector => following.select(selector),
    stop: () => void subscription.return(),
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
  readonly #entries = new Map<string, Entry>();

  constructor(history: LiveHistory, options: WatchOptions) {
    this.#history = history;
    this.#options = options;
    this.#matchers = options.selectors.map(createMatcher);
  }

  select(selector: Selector): WatchedSeries[] {
    const matches = createMatcher(selector);
    const series = [...this.#entries.values()].map(entry => entry.series).filter(matches);
    return series.sort((a, b) => byName.compare(a.key, b.key));
  }

  /** The past and the newest reading of the series that match and are not watched yet. */
  async load(selector: Selector): Promise<void> {
    const { grid, now } = this.#options;
    const select = { ...selector, limit: Math.min(selector.limit ?? MAX_SERIES_PER_SELECTOR, MAX_SERIES_PER_SELECTOR) };
    // One bucket further than now, for senders whose clock is ahead.
    const toMs = (Math.floor(now() / grid.stepMs) + 2) * grid.stepMs;
    const fromMs = toMs - (grid.count + 1) * grid.stepMs;
    const [range, latest] = await Promise.all([
      this.#history.query({ select, fromMs, toMs, stepMs: grid.stepMs }),
      this.#history.latest(select),
    ]);
    const pasts = new Map(range.series.map(past => [past.key, past]));
    for (const { atMs, value, intervalMs, ...series } of latest.series) {
      const entry = this.#add(series, { atMs, value, intervalMs }, range.commit);
      const past = pasts.get(series.key);
      if (entry && past) entry.series.window.fill(fromMs, past);
    }
  }

  async follow(subscription: Subscription<Commit>): Promise<void> {
    for await (const item of subscription) {
      if (item.kind !== 'event') return this.#options.onLost();
      if (await this.#apply(item.value)) this.#options.onChange();
    }
  }

  /** True when something that is watched has changed. */
  async #apply({ commit, readings, created, removed }: Commit): Promise<boolean> {
    let hasChanged = false;
    for (const key of removed) hasChanged = this.#forget(key, commit) || hasChanged;
    const unmet = new Set(created);
    for (const reading of readings) {
      const key = seriesKey(reading.metric, reading.labels);
      const entry = this.#entries.get(key) ?? (unmet.has(key) ? this.#meet(key, reading, commit) : undefined);
      unmet.delete(key);
      if (!entry || commit <= entry.upTo) continue;
      entry.series.add(reading.atMs, reading.value);
      hasChanged = true;
    }
    // A series that came without a reading was restored, and has a past.
    if (unmet.size > 0) await this.#loadRestored([...unmet]);
    return hasChanged || unmet.size > 0;
  }

  /** Only what was loaded before this commit: a later answer of the store knows of the removal already. */
  #forget(key: string, commit: number): boolean {
    const entry = this.#entries.get(key);
    return entry !== undefined && commit > entry.upTo && this.#entries.delete(key);
  }

  async #loadRestored(keys: readonly string[]): Promise<void> {
    for (const selector of this.#options.selectors) {
      const wanted = selector.keys ? keys.filter(key => selector.keys!.includes(key)) : keys;
      if (wanted.length > 0) await this.load({ ...selector, keys: wanted });
    }
  }

  /** A series that is new to the store and wanted here. */
  #meet(key: string, { metric, labels, unit, atMs }: Reading, commit: number): Entry | undefined {
    const series: Series = { key, metric, labels, createdMs: atMs, ...(unit !== undefined && { unit }) };
    if (!this.#matchers.some(matches => matches(series))) return undefined;
    return this.#add(series, {}, commit - 1);
  }

  #add(series: Series, newest: Newest, upTo: number): Entry | undefined {
    if (this.#entries.has(series.key) || this.#entries.size >= MAX_SERIES) return undefined;
    const entry = { series: createGrowingSeries(series, newest, this.#options.grid), upTo };
    this.#entries.set(series.key, entry);
    return entry;
  }
}
