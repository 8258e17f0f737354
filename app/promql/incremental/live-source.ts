import type { LabelMatcher } from '../../history/labels/label-matcher.ts';
import { LabelSet } from '../eval/label-set.ts';
import type { Samples, Source } from '../eval/source.ts';
import type { Leaf } from './dependence.ts';
import { Feed, type FeedOptions } from './feed.ts';
import { feedWindowOf } from './feed-window.ts';
import { createSelection, type Selection, type SelectionReader, selectionKey } from './selection.ts';

export interface LiveSourceOptions extends FeedOptions {
  /** Steps that old are still evaluated from memory. */
  readonly lateMs: number;
  readonly maxWindowMs: number;
}

/** What one live query needs in memory. */
export interface Watch {
  /** Why some of it is not in memory, as a sentence. */
  readonly outside: string | undefined;
  /** Reads from the source what is not in memory, or may be wrong there. */
  prepare(signal: AbortSignal): Promise<void>;
  /** Reads what has come nearer since, if anything must be read. */
  follow(signal: AbortSignal): Promise<void>;
  close(): void;
}

/** Whom samples of one series are for. */
interface Target {
  readonly key: string;
  readonly feeds: readonly Feed[];
  readonly uses: readonly { readonly reader: SelectionReader; readonly leaf: Leaf }[];
}

/** The newest samples of the series that live queries read, in memory. What is not there comes from the source behind it. */
export class LiveSource implements Source {
  readonly #options: LiveSourceOptions;
  readonly #selections = new Map<string, Selection>();
  readonly #keys = new WeakMap<readonly LabelMatcher[], string>();
  /** By the object that holds the labels: whoever gives the same one again is not asked what is in it. */
  #targets = new WeakMap<Samples['labels'], Target>();
  #nowMs = Number.NEGATIVE_INFINITY;
  #fallbacks = 0;

  constructor(options: LiveSourceOptions) {
    this.#options = options;
  }

  /** How often the source was asked instead, since the beginning. */
  get fallbacks(): number {
    return this.#fallbacks;
  }

  /** The time from which on windows are counted; it never goes back. */
  tick(nowMs: number): void {
    if (nowMs <= this.#nowMs) return;
    this.#nowMs = nowMs;
    for (const { feeds } of this.#selections.values()) for (const feed of feeds.values()) feed.trim(nowMs);
  }

  async select(
    matchers: readonly LabelMatcher[],
    fromMs: number,
    toMs: number,
    signal: AbortSignal,
    isNewestOnly?: boolean,
  ): Promise<readonly Samples[]> {
    const feeds = Array.from(this.#selections.get(this.#keyOf(matchers))?.feeds.values() ?? []);
    const covering = feeds.find(feed => feed.covers(fromMs, toMs));
    if (covering) return covering.select(fromMs, toMs);
    const lagging = feeds.find(feed => feed.isFor(fromMs, toMs, this.#nowMs));
    await lagging?.prepare(this.#nowMs, signal);
    if (lagging?.covers(fromMs, toMs)) return lagging.select(fromMs, toMs);
    this.#fallbacks++;
    return this.#options.source.select(matchers, fromMs, toMs, signal, isNewestOnly);
  }

  /** Tells the reader what comes for these leaves, and if asked keeps what they read. Throws for a matcher that is none. */
  watch(leaves: readonly Leaf[], reader: SelectionReader, isKept: boolean): Watch {
    const selections = new Set(leaves.map(({ matchers }) => this.#selectionOf(matchers)));
    const feeds = isKept ? leaves.map(leaf => this.#feedOf(leaf)) : [];
    for (const { users } of feeds) users.add(reader);
    for (const selection of selections) {
      selection.readers.set(
        reader,
        leaves.filter(({ matchers }) => this.#selectionOf(matchers) === selection),
      );
    }
    this.#targets = new WeakMap();
    return {
      get outside() {
        return feeds.find(({ outside }) => outside !== undefined)?.outside;
      },
      prepare: async signal => {
        for (const feed of feeds) await feed.prepare(this.#nowMs, signal);
      },
      follow: async signal => {
        for (const feed of feeds) await feed.follow(this.#nowMs, signal);
      },
      close: () => this.#unwatch(selections, reader),
    };
  }

  note(batch: readonly Samples[]): void {
    for (const samples of batch) {
      const { times, labels } = samples;
      if (times.length === 0) continue;
      const { key, feeds, uses } = this.#targetOf(labels);
      for (const feed of feeds) feed.note(key, samples);
      for (const { reader, leaf } of uses) reader.onSamples(leaf, times[0]!, times[times.length - 1]!);
    }
  }

  forget(labels: Samples['labels']): void {
    const { key, feeds, uses } = this.#targetOf(labels);
    for (const feed of feeds) feed.forget(key);
    for (const { reader } of uses) reader.onForgotten();
  }

  #keyOf(matchers: readonly LabelMatcher[]): string {
    const key = this.#keys.get(matchers) ?? selectionKey(matchers);
    this.#keys.set(matchers, key);
    return key;
  }

  #selectionOf(matchers: readonly LabelMatcher[]): Selection {
    const key = this.#keyOf(matchers);
    const selection = this.#selections.get(key) ?? createSelection(matchers);
    this.#selections.set(key, selection);
    return selection;
  }

  #feedOf(leaf: Leaf): Feed {
    const { lateMs, maxWindowMs } = this.#options;
    const window = feedWindowOf(leaf, lateMs, maxWindowMs);
    const { feeds, matchers } = this.#selectionOf(leaf.matchers);
    const feed = feeds.get(window.name) ?? new Feed(matchers, window, this.#options);
    feeds.set(window.name, feed);
    feed.widen(window);
    return feed;
  }

  #targetOf(labels: Samples['labels']): Target {
    const known = this.#targets.get(labels);
    if (known) return known;
    const selections = Array.from(this.#selections.values()).filter(({ holds }) => holds(labels));
    const target = {
      key: selections.length > 0 ? LabelSet.from(labels).key : '',
      feeds: selections.flatMap(({ feeds }) => Array.from(feeds.values())),
      uses: selections.flatMap(({ readers }) =>
        Array.from(readers, ([reader, leaves]) => leaves.map(leaf => ({ reader, leaf }))).flat(),
      ),
    };
    this.#targets.set(labels, target);
    return target;
  }

  /** Lets go of what only this reader needed; windows that it made wide stay wide as long as others use them. */
  #unwatch(selections: ReadonlySet<Selection>, reader: SelectionReader): void {
    for (const { readers, feeds, matchers } of selections) {
      readers.delete(reader);
      for (const [name, feed] of feeds) {
        feed.users.delete(reader);
        if (feed.users.size > 0) continue;
        feed.leave('Nobody reads it.');
        feeds.delete(name);
      }
      if (readers.size === 0) this.#selections.delete(this.#keyOf(matchers));
    }
    this.#targets = new WeakMap();
    // There may be room now.
    for (const { feeds } of this.#selections.values()) for (const feed of feeds.values()) feed.tryAgain();
  }
}
