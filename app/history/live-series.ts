import type { Columns } from './head/columns.ts';
import { isStale } from './is-stale.ts';
import type { Reading } from './reading.ts';
import type { IndexedSeries } from './series-index.ts';

/** A new series is published so long without being followed: who matches it may have to ask for it first. */
const RECENT_MS = 10_000;

/** New series that are published without being followed, at one time; of more than these the first ones only. */
const MAX_RECENT = 10_000;

/**
 * The series whose points are published one by one, also when they come in columns: those on open screens. Of all the
 * others a commit tells only how many points it had; a fast sender makes millions in a second, and nobody looks.
 */
export class LiveSeries {
  readonly #byFollower = new Map<number, Set<number>>();
  readonly #followed = new Map<number, { readonly series: IndexedSeries; followers: number }>();
  readonly #recent = new Map<number, { readonly series: IndexedSeries; readonly untilMs: number }>();

  /** The follower sees these from now on, too. */
  follow(follower: number, series: readonly IndexedSeries[]): void {
    const ids = this.#byFollower.get(follower) ?? new Set<number>();
    this.#byFollower.set(follower, ids);
    for (const one of series) {
      if (ids.has(one.id)) continue;
      ids.add(one.id);
      const followed = this.#followed.get(one.id) ?? { series: one, followers: 0 };
      followed.followers++;
      this.#followed.set(one.id, followed);
    }
  }

  unfollow(follower: number): void {
    for (const id of this.#byFollower.get(follower) ?? []) {
      const followed = this.#followed.get(id)!;
      if (--followed.followers === 0) this.#followed.delete(id);
    }
    this.#byFollower.delete(follower);
    if (this.#byFollower.size === 0) this.#recent.clear();
  }

  /** The series of this id is called as it is now; before, it had another name or there was another series. */
  renew(series: IndexedSeries): void {
    const followed = this.#followed.get(series.id);
    if (followed) this.#followed.set(series.id, { ...followed, series });
    const recent = this.#recent.get(series.id);
    if (recent) this.#recent.set(series.id, { ...recent, series });
  }

  noteNew(series: IndexedSeries, nowMs: number): void {
    this.#forgetRecent(nowMs);
    if (this.#byFollower.size === 0 || this.#recent.size >= MAX_RECENT) return;
    this.#recent.set(series.id, { series, untilMs: nowMs + RECENT_MS });
  }

  /** The points to be published, as readings. */
  pick({ seriesIds, times, values }: Columns, nowMs: number): Reading[] {
    this.#forgetRecent(nowMs);
    if (this.#followed.size === 0 && this.#recent.size === 0) return [];
    const readings: Reading[] = [];
    for (let i = 0; i < seriesIds.length; i++) {
      const id = seriesIds[i]!;
      const series = (this.#followed.get(id) ?? this.#recent.get(id))?.series;
      if (series) readings.push(toReading(series, values, times[i]!, i));
    }
    return readings;
  }

  #forgetRecent(nowMs: number): void {
    for (const [id, { untilMs }] of this.#recent) {
      if (untilMs > nowMs) return;
      this.#recent.delete(id);
    }
  }
}

/** That a NaN is the marker of an end is said beside it: on the way to another thread it becomes any NaN. */
function toReading(
  { metric, labels, unit }: IndexedSeries,
  values: Float64Array,
  atMs: number,
  place: number,
): Reading {
  const value = values[place]!;
  const reading = { metric, labels, value, atMs, ...(unit !== undefined && { unit }) };
  return Number.isNaN(value) && isStale(values, place) ? { ...reading, hasEnded: true } : reading;
}
