import type { Labels } from '../reading.ts';
import { Bitmap } from './bitmap.ts';
import { type LabelCondition, toCondition } from './label-condition.ts';
import type { LabelMatcher } from './label-matcher.ts';
import { LabelPostings } from './label-postings.ts';
import { Postings } from './postings.ts';
import type { ValuePredicate } from './value-predicate.ts';

/** Ids are below: a search works on a bit for each of them, two megabytes at most. */
export const MAX_IDS = 2 ** 24;

/**
 * Finds series by their labels: an inverted index in memory, from each value to the ids of its series. Bounded by what is added.
 * A regular expression is evaluated once for each value of its label, not for each series.
 */
export class LabelIndex {
  readonly #all = new Postings();
  readonly #byLabel = new LabelPostings();
  /** Above every id that was ever added. */
  #limit = 0;

  /** Adds a series. Ids are whole numbers from 0, small ones, mostly ascending; an id may be used again after `remove`. */
  add(id: number, metric: string, labels: Labels): void {
    if (!Number.isInteger(id) || id < 0 || id >= MAX_IDS)
      throw new RangeError(`The id of a series is a whole number from 0 to ${MAX_IDS - 1}, not ${id}.`);
    if (this.#all.has(id)) throw new Error(`Series ${id} is there already: remove it before its id is used again.`);
    this.#limit = Math.max(this.#limit, id + 1);
    this.#all.add(id);
    this.#byLabel.add(id, metric, labels);
  }

  /** Removes a series; metric and labels are those it was added with. Does nothing when there is no such id. */
  remove(id: number, metric: string, labels: Labels): void {
    if (!this.#all.has(id)) return;
    this.#byLabel.remove(id, metric, labels);
    this.#all.delete(id);
  }

  /**
   * The ids of the series for which every matcher holds, ascending, in an array of the caller's own; all of them without a matcher.
   * Throws a LabelPatternError for a regular expression that is none or costs too much, whatever the other matchers leave.
   */
  match(matchers: readonly LabelMatcher[]): Uint32Array {
    return this.find(matchers.map(toCondition));
  }

  /** The same of conditions that are parsed already. */
  find(conditions: readonly LabelCondition[]): Uint32Array {
    const kept = this.#toBitmap([this.#all]);
    // Named values are only looked up. Often they leave nothing, and then no expression need be tried.
    const cheapFirst = conditions.toSorted((a, b) => Number(!a.predicate.values) - Number(!b.predicate.values));
    for (const { label, predicate, isNegated } of cheapFirst) {
      if (kept.isEmpty()) break;
      const others = this.#toBitmap(this.#unlikeAbsent(label, predicate));
      const keepsAbsent = predicate.holds('') !== isNegated;
      if (keepsAbsent) kept.subtract(others);
      else kept.intersect(others);
    }
    return kept.toArray();
  }

  /** The names of labels that occur, sorted by code unit; `__name__` is among them. */
  labelNames(): string[] {
    return Array.from(this.#byLabel.labels()).sort();
  }

  /** The values of a label, as they come; those that come meanwhile too. */
  valuesOf(label: string): Iterable<string> {
    return this.#byLabel.of(label).keys();
  }

  /** The values of a label that occur, sorted by code unit; none for a label that does not. */
  labelValues(label: string): string[] {
    return Array.from(this.#byLabel.of(label).keys()).sort();
  }

  /**
   * The values of a label for which the predicate says something else than for a series without the label. Their series are listed; those
   * without the label are not, so a condition that holds for these is a subtraction.
   */
  #unlikeAbsent(label: string, { values, holds }: ValuePredicate): Iterable<Postings> {
    const byValue = this.#byLabel.of(label);
    const ofAbsent = holds('');
    if (values && !ofAbsent) return Array.from(values).flatMap(value => byValue.get(value) ?? []);
    const unlike = byValue.entries().filter(([value]) => holds(value) !== ofAbsent);
    return unlike.map(([, postings]) => postings);
  }

  #toBitmap(lists: Iterable<Postings>): Bitmap {
    const bitmap = new Bitmap(this.#limit);
    for (const postings of lists) postings.addTo(bitmap);
    return bitmap;
  }
}
