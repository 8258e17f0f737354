import { METRIC_LABEL } from '../../history/labels/label-postings.ts';
import type { Labels } from '../../history/reading.ts';
import { findDependence } from '../incremental/dependence.ts';
import { createSelection, type Selection } from '../incremental/selection.ts';
import { parsePromql } from '../parse/parse-promql.ts';
import { LOOKBACK_MS } from '../run-query.ts';

/** Series of which it is remembered whether they are wanted. */
const MAX_REMEMBERED = 50_000;

/** Which series any of some expressions reads. */
export class WantedSeries {
  readonly #selections = new Map<string, readonly Selection[]>();
  #known = new Map<string, boolean>();

  /** Throws a PromqlError. */
  add(query: string): void {
    if (this.#selections.has(query)) return;
    const { leaves } = findDependence(parsePromql(query), {
      ...{ lookbackMs: LOOKBACK_MS, stepMs: 1, defaultStepMs: 1 }, // which series are read does not depend on times
    });
    this.#selections.set(
      query,
      leaves.map(({ matchers }) => createSelection(matchers)),
    );
    this.#known.clear();
  }

  delete(query: string): void {
    this.#selections.delete(query);
    this.#known.clear();
  }

  /** `key` names the series. */
  has(key: string, metric: string, labels: Labels): boolean {
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    if (this.#known.size >= MAX_REMEMBERED) this.#known.clear();
    const all = { ...labels, [METRIC_LABEL]: metric };
    const isWanted = this.#selections.values().some(selections => selections.some(({ holds }) => holds(all)));
    this.#known.set(key, isWanted);
    return isWanted;
  }
}
