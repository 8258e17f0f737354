import type { Selector, Series } from './history.ts';
import { holdsFor, type LabelCondition } from './labels/label-condition.ts';
import { newestIds } from './newest-ids.ts';
import type { NewestPoints } from './newest-points.ts';
import { selectorConditions } from './selector-conditions.ts';
import type { IndexedSeries, SeriesIndex } from './series-index.ts';

/** Series that a selector without a limit of its own gives at most. */
export const DEFAULT_SELECT_LIMIT = 10_000;

/**
 * The series that match, the ones with the newest readings first; those with equally new ones by their key.
 * `conditions` are those of the selector, if they are at hand. Throws a LabelPatternError.
 */
export function selectSeries(
  index: SeriesIndex,
  newest: NewestTimes,
  selector: Selector,
  conditions: readonly LabelCondition[] = selectorConditions(selector),
): IndexedSeries[] {
  const matching = matchingIds(index, selector, conditions);
  const ids = newestIds(matching, index, newest, selector.limit ?? DEFAULT_SELECT_LIMIT);
  return Array.from(ids, id => index.byId(id));
}

type NewestTimes = Pick<NewestPoints, 'atMs'>;

/** Named series are looked up; of all the others the index knows the labels. */
function matchingIds(index: SeriesIndex, selector: Selector, conditions: readonly LabelCondition[]): Uint32Array {
  if (selector.keys) {
    const named = Array.from(new Set(selector.keys)).flatMap(key => index.get(key) ?? []);
    return Uint32Array.from(named.filter(createMatcher(selector, conditions)), ({ id }) => id);
  }
  const ids = index.find(conditions);
  const contains = createSearch(selector.search);
  return contains ? ids.filter(id => contains(index.byId(id))) : ids;
}

/**
 * Tells of one series after another whether it is selected, and says what `selectSeries` does; the limit is left to the caller.
 * Throws a LabelPatternError.
 */
export function createMatcher(
  selector: Selector,
  conditions: readonly LabelCondition[] = selectorConditions(selector),
): (series: Series) => boolean {
  const keys = selector.keys && new Set(selector.keys);
  const contains = createSearch(selector.search);
  return series =>
    (!keys || keys.has(series.key)) &&
    conditions.every(condition => holdsFor(condition, series.metric, series.labels)) &&
    (!contains || contains(series));
}

/** Undefined: everything is found. */
function createSearch(search: string | undefined): ((series: Series) => boolean) | undefined {
  const text = search?.toLowerCase();
  if (!text) return undefined;
  return series => textsOf(series).some(each => each.toLowerCase().includes(text));
}

/** The key, and the values of labels as people write them: in the key their quotes are escaped. */
function textsOf({ key, labels }: Series): string[] {
  return [key, ...Object.values(labels)];
}
