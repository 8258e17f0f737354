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
  readonly #queries = new Map<string, { readonly selections: readonly Selection[]; uses: number }>();
  #known = new Map<string, boolean>();

  /** Until `delete` was called as often. Throws a PromqlError. */
  add(query: string): void {
    const known = this.#queries.get(query);
    if (known) return void known.uses++;
    const { leaves } = findDependence(parsePromql(query), {
      ...{ lookbackMs: LOOKBACK_MS, stepMs: 1, defaultStepMs: 1 }, // which series are read does not depend on times
    });
    this.#queries.set(query, { selections: leaves.map(({ matchers }) => createSelection(matchers)), uses: 1 });
    this.#known.clear();
  }

  delete(query: string): void {
    const known = this.#queries.get(query);
    if (!known || --known.uses > 0) return;
    this.#queries.delete(query);
    this.#known.clear();
  }

  /** `key` names the series. */
  has(key: string, metric: string, labels: Labels): boolean {
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    if (this.#known.size >= MAX_REMEMBERED) this.#known.clear();
    const all = { ...labels, [METRIC_LABEL]: metric };
    const isWanted = this.#queries.values().some(({ selections }) => selections.some(({ holds }) => holds(all)));
    this.#known.set(key, isWanted);
    return isWanted;
  }
}
