import type { Labels } from '../reading.ts';
import { Postings } from './postings.ts';

/** The label that holds the metric, as in Prometheus. */
export const METRIC_LABEL = '__name__';

/** From each label to its values, and from each value to the ids of the series that carry it. Nothing empty is kept. */
export class LabelPostings {
  readonly #byLabel = new Map<string, Map<string, Postings>>();

  add(id: number, metric: string, labels: Labels): void {
    for (const [label, value] of labelPairs(metric, labels)) this.#make(label, value).add(id);
  }

  /** Throws, and has changed nothing, when the series was added with another metric or another value of one of these labels. */
  remove(id: number, metric: string, labels: Labels): void {
    const pairs = labelPairs(metric, labels);
    for (const [label, value] of pairs) {
      if (!this.#byLabel.get(label)?.get(value)?.has(id))
        throw new Error(
          `Series ${id} was not added with ${label}="${value}": remove it with the labels it was added with.`,
        );
    }
    for (const [label, value] of pairs) this.#drop(label, value, id);
  }

  labels(): Iterable<string> {
    return this.#byLabel.keys();
  }

  /** The values of a label that occur; none for a label that does not. It is the index's own, and changes with it. */
  of(label: string): ReadonlyMap<string, Postings> {
    return this.#byLabel.get(label) ?? NONE;
  }

  #make(label: string, value: string): Postings {
    const byValue = this.#byLabel.get(label) ?? new Map<string, Postings>();
    if (byValue.size === 0) this.#byLabel.set(label, byValue);
    const postings = byValue.get(value) ?? new Postings();
    if (postings.size === 0) byValue.set(value, postings);
    return postings;
  }

  #drop(label: string, value: string, id: number): void {
    const byValue = this.#byLabel.get(label)!;
    const postings = byValue.get(value)!;
    postings.delete(id);
    if (postings.size === 0) byValue.delete(value);
    if (byValue.size === 0) this.#byLabel.delete(label);
  }
}

const NONE: ReadonlyMap<string, Postings> = new Map();

/** The metric is a label too, and the only one of its name; an empty value is the same as none. */
function labelPairs(metric: string, labels: Labels): [label: string, value: string][] {
  return Object.entries({ ...labels, [METRIC_LABEL]: metric }).filter(([, value]) => value !== '');
}
