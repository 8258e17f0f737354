import assert from 'node:assert/strict';
import { test } from 'node:test';
import { writePoints } from '../chunk/write-points.ts';
import { pointsOf, type Row } from '../head/testing/points-of.ts';
import { createHourTable } from '../hourly/hour-table.ts';
import { openTempTables } from '../testing/temp-tables.ts';
import { createReadAhead } from './read-ahead.ts';

test('gives of each series the rows that the table gives of it alone', t => {
  const { database, chunks } = openTempTables(t);
  const hours = createHourTable(database);
  const ids = Array.from({ length: 700 }, (_, at) => ((at * 7) % 701) + 1);
  database.transactional.run(() => {
    for (const id of ids) if (id % 5 > 0) writePoints(chunks, id, everySecond(id % 3, 400 * (id % 5)), assert.fail);
    for (const id of ids.filter(id => id % 50 === 0)) hours.insert(id, [hourAt(0), hourAt(id * 3_600_000)]);
  });
  for (const [fromMs, toMs] of [
    [0, 2_000_000],
    [500_000, 900_001],
    [1_599_000, 1_599_001],
  ] as const) {
    const [chunksOf, hoursOf] = [createReadAhead(chunks, ids), createReadAhead(hours, ids)];
    for (const id of ids) {
      assert.deepEqual(Array.from(chunksOf(id, fromMs, toMs)), Array.from(chunks.between(id, fromMs, toMs)));
      assert.deepEqual(Array.from(hoursOf(id, fromMs, toMs)), hours.between(id, fromMs, toMs));
    }
  }
});

test('reads few series together where they have many rows, and all rows of one that has the most', () => {
  const counts = [30_000, 1, 0, ...Array.from({ length: 600 }, (_, at) => at % 90), 20_000];
  let most = 0;
  const table = {
    between: () => assert.fail('they are read together'),
    ofMany(seriesIds: readonly number[], _fromMs: number, _toMs: number, limit: number) {
      const rows = seriesIds.flatMap(seriesId =>
        Array.from({ length: counts[seriesId]! }, (_, firstMs) => ({ seriesId, firstMs: -firstMs })),
      );
      if (seriesIds.length > 1) most = Math.max(most, Math.min(rows.length, limit));
      return rows.slice(0, limit);
    },
  };
  const between = createReadAhead(table, [...counts.keys()]);
  for (const [id, count] of counts.entries()) {
    const rows = Array.from(between(id, 0, 1));
    assert.equal(rows.length, count);
    assert.ok(rows.every(({ firstMs }, at) => firstMs === at + 1 - count));
  }
  assert.ok(most < 20_000, `${most}`);
});

function everySecond(offsetMs: number, count: number) {
  return pointsOf(Array.from({ length: count }, (_, at): Row => [at * 1000 + offsetMs, at % 17]));
}

function hourAt(atMs: number) {
  return { atMs, count: 1, min: 1, max: 1, sum: 1, first: 1, last: 1 };
}
