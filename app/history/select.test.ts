import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Selector } from './history.ts';
import { NewestPoints } from './newest-points.ts';
import { selectSeries } from './select.ts';
import { type IndexedSeries, SeriesIndex } from './series-index.ts';
import { seriesKey } from './series-key.ts';

const newest = new NewestPoints();
const kitchen = series('temperature', { room: 'Kitchen' }, 3);
const cellar = series('temperature', { room: 'cellar', floor: '-1' }, 5);
const load = series('host_load', {}, 5);
const all = new SeriesIndex({ visible: () => [kitchen, cellar, load], find: () => undefined });

const claims: [string, Selector, readonly IndexedSeries[]][] = [
  ['everything, the newest first and then by key', {}, [load, cellar, kitchen]],
  ['by metric', { metrics: ['temperature'] }, [cellar, kitchen]],
  ['by key', { keys: [kitchen.key, 'nothing', kitchen.key] }, [kitchen]],
  ['by label', { labels: { room: 'Kitchen' } }, [kitchen]],
  ['a missing label as the empty text', { metrics: ['temperature'], labels: { floor: '' } }, [kitchen]],
  ['by text in the key, whatever its case', { search: 'kitCHEN' }, [kitchen]],
  ['all but some prefixes', { exceptPrefixes: ['host_', 'telltale_'] }, [cellar, kitchen]],
  ['not more than the limit', { limit: 2 }, [load, cellar]],
  ['what matches in all ways only', { metrics: ['temperature'], search: 'load' }, []],
];

for (const [claim, selector, expected] of claims) {
  test(`selects ${claim}`, () => {
    assert.deepEqual(selectSeries(all, newest, selector), expected);
  });
}

function series(metric: string, labels: Record<string, string>, atMs: number): IndexedSeries {
  const key = seriesKey(metric, labels);
  const id = key.length;
  newest.note(id, atMs, 0);
  return { id, key, metric, labels, createdMs: 0 };
}
