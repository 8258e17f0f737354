import type { Selector, Series } from './history.ts';
import type { NewestPoints } from './newest-points.ts';
import type { IndexedSeries, SeriesIndex } from './series-index.ts';

/** Series that a selector without a limit of its own gives at most. */
export const DEFAULT_SELECT_LIMIT = 10_000;

/** The series that match, the ones with the newest readings first; those with equally new ones by their key. */
export function selectSeries(byKey: SeriesByKey, newest: NewestTimes, selector: Selector): IndexedSeries[] {
  const matching = candidates(byKey, selector).filter(createMatcher(selector));
  matching.sort((a, b) => newest.atMs(b.id) - newest.atMs(a.id) || (a.key < b.key ? -1 : 1));
  return matching.slice(0, selector.limit ?? DEFAULT_SELECT_LIMIT);
}

type NewestTimes = Pick<NewestPoints, 'atMs'>;
type SeriesByKey = Pick<SeriesIndex, 'get' | 'values'>;

/** Named series are looked up; there is no need to look at all others. */
function candidates(byKey: SeriesByKey, { keys }: Selector): IndexedSeries[] {
  if (!keys) return Array.from(byKey.values());
  return Array.from(new Set(keys)).flatMap(key => byKey.get(key) ?? []);
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
