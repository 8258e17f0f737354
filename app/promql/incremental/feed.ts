import type { LabelMatcher } from '../../history/labels/label-matcher.ts';
import { LabelSet } from '../eval/label-set.ts';
import type { Samples, Source } from '../eval/source.ts';
import type { FeedWindow } from './feed-window.ts';
import type { HeldMemory } from './held-memory.ts';
import { SeriesSamples } from './series-samples.ts';

/** What lags behind now is read so far ahead at once. */
const READ_AHEAD_MS = 5 * 60_000;

/** The last time that a date can have. */
const END_OF_TIME_MS = 8.64e15;

/** Batches that arrive while the source is read, and are added afterwards. More of them: it is read anew. */
const MAX_MEANWHILE = 200_000;

/** A part of the window that must have been passed before it is cut off. */
const TRIM_AT = 0.25;

export interface FeedOptions {
  readonly source: Source;
  readonly memory: HeldMemory;
  /** Samples are there now that nobody has noted. */
  readonly onRead: () => void;
}

/** Times since 1970: `(fromMs, toMs]`. */
interface Covered {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Samples of one selector in a window that moves with now, read from the source once and then kept true by what arrives. */
export class Feed {
  readonly #matchers: readonly LabelMatcher[];
  readonly #source: Source;
  readonly #memory: HeldMemory;
  readonly #onRead: () => void;
  #window: FeedWindow;
  readonly #series = new Map<string, SeriesSamples>();
  /** All samples of this time are here. */
  #covered: Covered | undefined;
  #reading: Promise<void> | undefined;
  #meanwhile: { key: string; samples: Samples }[] = [];
  /** Counts what was forgotten, after which the source may have more; and how much of that was read anew. */
  #forgotten = 0;
  #mended = 0;
  /** Who needs it. */
  readonly users = new Set<object>();
  /** Why nothing is kept here; undefined: it is. */
  outside: string | undefined;

  constructor(matchers: readonly LabelMatcher[], window: FeedWindow, options: FeedOptions) {
    const { source, memory, onRead } = options;
    [this.#matchers, this.#window, this.#source, this.#memory, this.#onRead] = [
      matchers,
      window,
      source,
      memory,
      onRead,
    ];
    this.outside = window.tooLong;
  }

  /** Makes the window reach back further, if it does not yet. */
  widen({ loMs }: FeedWindow): void {
    if (loMs < this.#window.loMs) this.#window = { ...this.#window, loMs };
  }

  covers(fromMs: number, toMs: number): boolean {
    return this.#covered !== undefined && this.#covered.fromMs <= fromMs && this.#covered.toMs >= toMs;
  }

  /** Whether it would after `prepare`. */
  isFor(fromMs: number, toMs: number, nowMs: number): boolean {
    const needed = this.#needed(nowMs);
    return this.outside === undefined && needed.fromMs <= fromMs && needed.toMs >= toMs;
  }

  select(fromMs: number, toMs: number): Samples[] {
    const found: Samples[] = [];
    for (const series of this.#series.values()) {
      const samples = series.view(fromMs, toMs);
      if (samples) found.push(samples);
    }
    return found;
  }

  /** Reads what is missing; what was spoilt too. Rejects as the source does. */
  async prepare(nowMs: number, signal: AbortSignal): Promise<void> {
    while (this.outside === undefined && (this.#mended < this.#forgotten || !this.#hasAll(nowMs))) {
      this.#reading ??= this.#read(nowMs, signal).finally(() => {
        [this.#reading, this.#meanwhile] = [undefined, []];
      });
      await this.#reading;
      signal.throwIfAborted();
    }
  }

  /** As `prepare`, but leaves alone what was spoilt. Undefined: there is nothing to wait for. */
  follow(nowMs: number, signal: AbortSignal): Promise<void> | undefined {
    if (this.outside !== undefined || this.#hasAll(nowMs)) return undefined;
    return this.prepare(nowMs, signal);
  }

  /** Cuts off what is behind the window. */
  trim(nowMs: number): void {
    const { loMs, hiMs, isFixed } = this.#window;
    const { fromMs } = this.#needed(nowMs);
    const lengthMs = Math.min(hiMs, 0) - loMs;
    if (isFixed || !this.#covered || fromMs - this.#covered.fromMs <= lengthMs * TRIM_AT) return;
    for (const [key, series] of this.#series) {
      series.trim(fromMs);
      if (series.size === 0) this.#drop(key, series);
    }
    this.#covered = { ...this.#covered, fromMs };
  }

  note(key: string, samples: Samples): void {
    if (this.#reading) this.#remember(key, samples);
    if (this.#covered) this.#add(key, samples, this.#covered);
  }

  forget(key: string): void {
    const series = this.#series.get(key);
    if (series) this.#drop(key, series);
    this.#forgotten++;
  }

  /** Holds nothing from now on. `reason` says why, until `outside` is taken away. */
  leave(reason: string): void {
    for (const [key, series] of this.#series) this.#drop(key, series);
    [this.#covered, this.outside] = [undefined, reason];
  }

  /** After `leave`: keeps again what comes and what `prepare` reads, if it was for want of room. */
  tryAgain(): void {
    this.outside = this.#window.tooLong;
  }

  #remember(key: string, samples: Samples): void {
    if (this.#meanwhile.push({ key, samples }) <= MAX_MEANWHILE) return;
    this.#meanwhile = [];
    this.#forgotten++;
  }

  #needed(nowMs: number): Covered {
    const { loMs, hiMs, isFixed } = this.#window;
    return isFixed
      ? { fromMs: loMs, toMs: hiMs }
      : { fromMs: nowMs + loMs, toMs: Math.min(nowMs + hiMs, END_OF_TIME_MS) };
  }

  #hasAll(nowMs: number): boolean {
    const { fromMs, toMs } = this.#needed(nowMs);
    return this.covers(fromMs, toMs);
  }

  async #read(nowMs: number, signal: AbortSignal): Promise<void> {
    const needed = this.#needed(nowMs);
    const [before, forgotten] = [this.#covered, this.#forgotten];
    // Only what comes next, where that is all that is missing.
    const isNext =
      this.#mended === forgotten &&
      before !== undefined &&
      before.fromMs <= needed.fromMs &&
      before.toMs >= needed.fromMs;
    const fromMs = isNext ? before.toMs : needed.fromMs;
    const isLagging = !this.#window.isFixed && Number.isFinite(this.#window.hiMs);
    const toMs = isLagging ? needed.toMs + READ_AHEAD_MS : needed.toMs;
    const samples = await this.#source.select(this.#matchers, fromMs, toMs, signal);
    if (this.outside !== undefined) return;
    if (!isNext) for (const [key, series] of this.#series) this.#drop(key, series);
    const covered = { fromMs: (isNext ? this.#covered?.fromMs : undefined) ?? fromMs, toMs };
    [this.#covered, this.#mended] = [covered, forgotten];
    for (const one of samples) this.#add(LabelSet.from(one.labels).key, one, covered);
    for (const { key, samples } of this.#meanwhile) this.#add(key, samples, covered);
    this.#onRead();
  }

  #add(key: string, samples: Samples, covered: Covered): void {
    const { times, values } = within(samples, covered);
    if (times.length === 0 || this.outside !== undefined) return;
    const series = this.#series.get(key) ?? this.#begin(key, samples);
    const before = series.capacity;
    series.add(times, values);
    this.#memory.add('samples', series.capacity - before);
    if (!this.#memory.hasRoom('samples', 0)) this.leave(tooMuch(this.#memory.bounds.samples, 'samples'));
    else if (!this.#memory.hasRoom('series', 0)) this.leave(tooMuch(this.#memory.bounds.series, 'series'));
  }

  #begin(key: string, samples: Samples): SeriesSamples {
    const labels = { ...samples.labels };
    LabelSet.remember(labels);
    const series = new SeriesSamples(labels);
    this.#series.set(key, series);
    this.#memory.add('series', 1);
    this.#memory.add('samples', series.capacity);
    return series;
  }

  #drop(key: string, series: SeriesSamples): void {
    this.#series.delete(key);
    this.#memory.add('series', -1);
    this.#memory.add('samples', -series.capacity);
  }
}

function within({ times, values }: Samples, { fromMs, toMs }: Covered): Pick<Samples, 'times' | 'values'> {
  if (times.length === 0 || (times[0]! > fromMs && times.at(-1)! <= toMs)) return { times, values };
  const from = times.findIndex(atMs => atMs > fromMs);
  const to = times.findLastIndex(atMs => atMs <= toMs) + 1;
  if (from < 0 || from >= to) return { times: times.subarray(0, 0), values: values.subarray(0, 0) };
  return { times: times.subarray(from, to), values: values.subarray(from, to) };
}

function tooMuch(bound: number, what: string): string {
  return `The live queries together would keep more than ${bound.toLocaleString('en')} ${what} in memory, so this one reads the history.`;
}
