import type { Selector, Series } from './history.ts';
import type { NewestPoints } from './newest-points.ts';
import type { IndexedSeries, SeriesIndex } from './series-index.ts';

/** Series that a selector without a limit of its own gives at most. */
export const DEFAULT_SELECT_LIMIT = 10_000;

/** The series that match, the ones with the newest readings first; those with equally new ones by their key. */
export function selectSeries(index: Index, newest: NewestTimes, selector: Selector): IndexedSeries[] {
  const matching = candidates(index, selector).filter(createMatcher(selector));
  return takeNewest(matching, newest, selector.limit ?? DEFAULT_SELECT_LIMIT);
}

type NewestTimes = Pick<NewestPoints, 'atMs'>;
type Index = Pick<SeriesIndex, 'get' | 'match'>;

/** At least the series that match: named ones and those with named labels are looked up, so that the others need not be looked at. */
function candidates(index: Index, { keys, metrics, labels = {} }: Selector): IndexedSeries[] {
  if (keys) return Array.from(new Set(keys)).flatMap(key => index.get(key) ?? []);
  const equal = Object.entries(labels).map(([label, value]) => ({ label, op: '=' as const, value }));
  if (!metrics) return index.match(equal);
  return Array.from(new Set(metrics)).flatMap(value => index.match([{ label: '__name__', op: '=', value }, ...equal]));
}

/** Of very many, only those new enough to be among the first are put in order. */
function takeNewest(series: IndexedSeries[], newest: NewestTimes, limit: number): IndexedSeries[] {
  let rest = series;
  if (limit > 0 && series.length > limit) {
    const oldestMs = Float64Array.from(series, ({ id }) => newest.atMs(id)).sort()[series.length - limit]!;
    rest = series.filter(({ id }) => newest.atMs(id) >= oldestMs);
  }
  rest.sort((a, b) => newest.atMs(b.id) - newest.atMs(a.id) || (a.key < b.key ? -1 : 1));
  return rest.slice(0, limit);
}

/** Tells of one series after another whether it is selected; the limit is left to the caller. */
export function createMatcher(selector: Selector): (series: Series) => boolean {
  const metrics = selector.metrics && new Set(selector.metrics);
  const keys = selector.keys && new Set(selector.keys);
  const labels = Object.entries(selector.labels ?? {});
  const search = selector.search?.toLowerCase();
  const exceptPrefixes = selector.exceptPrefixes ?? [];
  return series =>
    (!metrics || metrics.has(series.metric)) &&
    (!keys || keys.has(series.key)) &&
    // A label that is not there equals the empty text, as in Prometheus.
    labels.every(([name, value]) => (series.labels[name] ?? '') === value) &&
    (!search || textsOf(series).some(text => text.toLowerCase().includes(search))) &&
    !exceptPrefixes.some(prefix => series.metric.startsWith(prefix));
}

/** The key, and the values of labels as people write them: in the key their quotes are escaped. */
function textsOf({ key, labels }: Series): string[] {
  return [key, ...Object.values(labels)];
}
