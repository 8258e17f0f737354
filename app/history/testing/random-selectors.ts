import type { Selector } from '../history.ts';
import { naiveFilter } from '../labels/testing/naive-filter.ts';
import { createRandomLabels } from '../labels/testing/random-labels.ts';
import type { Reading } from '../reading.ts';
import type { IndexedSeries } from '../series-index.ts';

/** Moments, so few that many series are equally new. */
const MOMENTS = 4;

/** Readings and selectors by chance, the same for the same seed. */
export function createRandomSelectors(seed: number) {
  const random = createRandomLabels(seed);
  const { below, oneOf } = random;
  const isRare = () => below(4) === 0;
  const metric = () => `m${below(6)}`;

  const reading = (nowMs: number): Reading => {
    const { labels } = random.series(0);
    return { metric: metric(), labels, atMs: nowMs - below(MOMENTS), value: 1 };
  };
  const selector = (keys: readonly string[]): Selector => ({
    ...(isRare() && { metrics: [metric(), metric()].slice(below(3)) }),
    ...(isRare() && { keys: Array.from({ length: below(9) }, () => (isRare() ? 'nothing' : oneOf(keys))) }),
    ...(isRare() && { labels: { [oneOf(['host', 'core', '__name__', 'never'])]: oneOf(['', 'a', metric()]) } }),
    ...(isRare() && { search: oneOf(['', 'A', 'b', '"', 'é']) }),
    ...(isRare() && { exceptPrefixes: [metric(), 'm1', 'x'].slice(below(3)) }),
    ...(isRare() && { limit: below(40) }),
    ...(!isRare() && { matchers: random.matchers() }),
  });
  return { below, oneOf, reading, selector };
}

/** The obvious way to say which series are selected, to be compared with; the limit is left to the caller. */
export function naiveSelection(series: readonly IndexedSeries[], selector: Selector): IndexedSeries[] {
  const { metrics, keys, labels = {}, matchers = [], search = '', exceptPrefixes = [] } = selector;
  const equal = Object.entries(labels).map(([label, value]) => ({ label, op: '=' as const, value }));
  const ids = new Set(naiveFilter(series, [...matchers, ...equal]));
  return series.filter(
    one =>
      ids.has(one.id) &&
      (metrics?.includes(one.metric) ?? true) &&
      (keys?.includes(one.key) ?? true) &&
      [one.key, ...Object.values(one.labels)].some(text => text.toLowerCase().includes(search.toLowerCase())) &&
      !exceptPrefixes.some(prefix => one.metric.startsWith(prefix)),
  );
}
