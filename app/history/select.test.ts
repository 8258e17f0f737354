import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRandom } from '../testing/random.ts';
import type { Selector } from './history.ts';
import { NewestPoints } from './newest-points.ts';
import { createMatcher, selectSeries } from './select.ts';
import { type IndexedSeries, SeriesIndex } from './series-index.ts';
import { seriesKey } from './series-key.ts';
import type { SeriesTable } from './series-table.ts';

const newest = new NewestPoints();
let lastId = 0;
const kitchen = series('temperature', { room: 'Kitchen' }, 3);
const cellar = series('temperature', { room: 'cellar', floor: '-1' }, 5);
const load = series('host_load', {}, 5);
const all = indexOf([kitchen, cellar, load]);

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

test('selects the same as looking at every series, whatever is asked, while they come and go', () => {
  const random = createRandom(11);
  const pool = Array.from({ length: 400 }, (_, i) => {
    const labels: Record<string, string> = { host: `h${random(8)}` };
    if (random() < 0.5) labels.mode = `m${random(3)}`;
    return series(`metric${random(5)}`, { ...labels, n: `${i}` }, random(50));
  });
  for (let round = 0; round < 300; round++) {
    const there = pool.filter(() => random() < 0.6);
    const selector: Selector = {
      ...(random() < 0.5 && { metrics: [`metric${random(6)}`, `metric${random(6)}`] }),
      ...(random() < 0.5 && {
        labels: { host: `h${random(9)}`, ...(random() < 0.5 && { mode: ['', 'm1'][random(2)]! }) },
      }),
      ...(random() < 0.3 && { search: `${random(40)}` }),
      ...(random() < 0.5 && { limit: random(60) }),
    };
    const expected = there
      .filter(createMatcher(selector))
      .sort((a, b) => newest.atMs(b.id) - newest.atMs(a.id) || (a.key < b.key ? -1 : 1))
      .slice(0, selector.limit ?? there.length);
    assert.deepEqual(selectSeries(indexOf(there), newest, selector), expected);
  }
});

function indexOf(rows: readonly IndexedSeries[]): SeriesIndex {
  return new SeriesIndex({ visible: () => [...rows] } as unknown as SeriesTable);
}

function series(metric: string, labels: Record<string, string>, atMs: number): IndexedSeries {
  const key = seriesKey(metric, labels);
  const id = ++lastId;
  newest.note(id, atMs, 0);
  return { id, key, metric, labels, createdMs: 0 };
}
