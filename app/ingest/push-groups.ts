import type { SeriesRef } from './series-ref.ts';

/** What is remembered at most, in all; some 300 bytes for each series. Of more, the groups that pushed longest ago are forgotten. */
const MAX_SERIES = 100_000;

/** The series of a group, by their keys. */
export type PushedSeries = ReadonlyMap<string, SeriesRef>;

const NONE: PushedSeries = new Map();

/** Which series each group (job and labels of the address) has now, so that those that are pushed no more can be ended. */
export class PushGroups {
  readonly #max: number;
  readonly #groups = new Map<string, PushedSeries>();
  #series = 0;

  constructor(max = MAX_SERIES) {
    this.#max = max;
  }

  of(group: string): PushedSeries {
    return this.#groups.get(group) ?? NONE;
  }

  /** Those of `ended` are gone, those of `pushed` are there. */
  change(group: string, ended: Iterable<string>, pushed: PushedSeries): void {
    const before = this.of(group);
    const series = new Map([...before, ...pushed]);
    for (const key of ended) series.delete(key);
    this.#groups.delete(group);
    this.#series += series.size - before.size;
    if (series.size > 0) this.#groups.set(group, series);
    while (this.#series > this.#max) this.#forgetOldest();
  }

  #forgetOldest(): void {
    const [group, series] = this.#groups.entries().next().value!;
    this.#groups.delete(group);
    this.#series -= series.size;
  }
}
