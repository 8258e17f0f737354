import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRandom } from '../testing/random.ts';
import { newestIds } from './newest-ids.ts';
import { NewestPoints } from './newest-points.ts';
import { SeriesIndex } from './series-index.ts';

const random = createRandom(17);
const MANY = 3_000;

for (const moments of [1, 3, 100_000]) {
  test(`the newest come first, then by key, of few and of many at ${moments} moments`, () => {
    const newest = new NewestPoints();
    const series = Array.from({ length: MANY }, (_, id) => {
      // Some have no point yet.
      if (random(50) > 0) newest.note(id, random(moments), 0);
      return { id, key: `${random(100)}{"${id}"}`, metric: 'm', labels: {}, createdMs: 0 };
    });
    const index = new SeriesIndex({ visible: () => series, find: () => undefined });
    for (const count of [0, 1, 999, 1_000, MANY]) {
      const some = series.slice(0, count);
      const expected = some.toSorted((a, b) => newest.atMs(b.id) - newest.atMs(a.id) || (a.key < b.key ? -1 : 1));
      for (const limit of [0, 1, 50, 999, MANY, 2 * MANY]) {
        const ids = newestIds(
          Uint32Array.from(some, ({ id }) => id),
          index,
          newest,
          limit,
        );
        assert.deepEqual(
          Array.from(ids),
          expected.slice(0, limit).map(({ id }) => id),
        );
      }
    }
  });
}
