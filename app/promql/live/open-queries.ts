import { sortPoints } from '../../history/head/sort-points.ts';
import { STALE } from '../../history/is-stale.ts';
import { METRIC_LABEL } from '../../history/labels/label-postings.ts';
import type { Samples, Source } from '../eval/source.ts';
import { createLiveQueries, type LiveHandle, type LiveQueries } from '../incremental/create-live-queries.ts';
import { parsePromql } from '../parse/parse-promql.ts';
import { PromqlError } from '../promql-error.ts';
import type { LiveNews, NotedReading, Opened, SeriesLabels } from './live-calls.ts';

/** A page is not held up longer than this by a panel that takes its time. */
const FIRST_ANSWER_MS = 2_000;

/** Series of which the labels are remembered, so that those of each reading are the same object. */
const MAX_NAMES = 50_000;

interface OpenQuery {
  readonly query: string;
  readonly stepMs: number;
  readonly rangeMs: number;
  handle: LiveHandle;
}

export interface OpenQueriesOptions {
  readonly source: Source;
  readonly signal: AbortSignal;
}

/** Live queries by number, as another thread asks for them. */
export class OpenQueries {
  readonly #options: OpenQueriesOptions;
  readonly #open = new Map<number, OpenQuery>();
  readonly #labels = new Map<string, SeriesLabels>();
  #engine: LiveQueries;
  #lastId = 0;

  constructor(options: OpenQueriesOptions) {
    this.#options = options;
    this.#engine = createLiveQueries(options);
  }

  async open(signal: AbortSignal, query: string, stepMs: number, rangeMs: number, nowMs: number): Promise<Opened> {
    const handle = this.#engine.open(parsePromql(query), { stepMs }, rangeMs);
    const id = ++this.#lastId;
    this.#open.set(id, { query, stepMs, rangeMs, handle });
    try {
      await handle.advance(nowMs, signal);
      await settledOrLate(handle, signal);
      return { id, answer: await handle.advance(nowMs, signal) };
    } catch (error) {
      this.close(id);
      throw error;
    }
  }

  close(id: number): void {
    this.#open.get(id)?.handle.close();
    this.#open.delete(id);
  }

  async advance(signal: AbortSignal, nowMs: number): Promise<LiveNews[]> {
    const news: LiveNews[] = [];
    for (const [id, { handle }] of this.#open) {
      const one = await advanceOne(id, handle, nowMs, signal);
      if (this.#open.get(id)?.handle === handle && one) news.push(one);
    }
    return news;
  }

  note(readings: readonly NotedReading[]): void {
    const byKey = Map.groupBy(readings, ({ key }) => key);
    this.#engine.note(Array.from(byKey, ([key, all]) => this.#toSamples(key, all)));
  }

  forget(series: readonly SeriesLabels[]): void {
    this.#engine.forget(series);
  }

  renew(): void {
    this.#engine = createLiveQueries(this.#options);
    for (const one of this.#open.values()) {
      one.handle.close();
      one.handle = this.#engine.open(parsePromql(one.query), one, one.rangeMs);
    }
  }

  #toSamples(key: string, readings: readonly NotedReading[]): Samples {
    const times = Float64Array.from(readings, ({ atMs }) => atMs);
    const values = Float64Array.from(readings, ({ value }) => value);
    for (const [place, { hasEnded }] of readings.entries()) if (hasEnded) values.set(STALE, place);
    return { labels: this.#labelsOf(key, readings[0]!), ...sortPoints(times, values) };
  }

  #labelsOf(key: string, { metric, labels }: NotedReading): SeriesLabels {
    const known = this.#labels.get(key);
    if (known) return known;
    if (this.#labels.size >= MAX_NAMES) this.#labels.clear();
    const all = { ...labels, [METRIC_LABEL]: metric };
    this.#labels.set(key, all);
    return all;
  }
}

async function settledOrLate(handle: LiveHandle, signal: AbortSignal): Promise<void> {
  const late = AbortSignal.timeout(FIRST_ANSWER_MS);
  try {
    await handle.settled(AbortSignal.any([signal, late]));
  } catch (error) {
    if (!late.aborted) throw error;
  }
}

/** Undefined: nothing is new. */
async function advanceOne(
  id: number,
  handle: LiveHandle,
  nowMs: number,
  signal: AbortSignal,
): Promise<LiveNews | undefined> {
  try {
    const answer = await handle.advance(nowMs, signal);
    const { changedFromStep, steps, error, columns } = answer;
    const isNew = changedFromStep < steps.count || columns.labels.size > 0 || error !== undefined;
    return isNew ? { id, answer } : undefined;
  } catch (error) {
    signal.throwIfAborted();
    // What the history refuses is about this query; the others go on.
    return { id, problem: error instanceof PromqlError ? error.message : String(error) };
  }
}
