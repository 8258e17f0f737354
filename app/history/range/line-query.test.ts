import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NOON_MS, openTempHistory, reading } from '../testing/temp-history.ts';
import { MAX_LINE_WIDTH } from './line-query.ts';

const HOUR_MS = 60 * 60_000;

test('a line is drawn from chunks and the head alike, through its first, last, lowest and highest points', async t => {
  const temp = await openTempHistory(t, { flushPoints: 3000 });
  const value = (second: number) => (second === 1234 ? 99 : second % 10);
  const seconds = Array.from({ length: 5000 }, (_, second) => reading('x', second, value(second)));
  await temp.store.append(seconds.slice(0, 4000));
  temp.nowMs += HOUR_MS;
  await temp.store.sweep();
  await temp.store.append(seconds.slice(4000));
  const query = { select: {}, fromMs: NOON_MS, toMs: NOON_MS + 5000_000, width: 10 };
  const { commit, series } = await temp.store.line(query);
  assert.equal(commit, 2);
  const { times, values } = series[0]!;
  assert.ok(times.length <= 40, `${times.length} points`);
  assert.deepEqual([times[0], times.at(-1)], [NOON_MS, NOON_MS + 4999_000]);
  assert.equal(Math.max(...values), 99);
  assert.deepEqual(times, times.toSorted());
});

test('a line of no width, or of a great one, is refused', async t => {
  const { store } = await openTempHistory(t);
  for (const width of [0, Number.NaN, MAX_LINE_WIDTH + 1]) {
    const query = { select: {}, fromMs: 0, toMs: 1000, width };
    await assert.rejects(store.line(query), { code: 'QUERY_TOO_LARGE', message: /1 to 5000 pixels/ });
  }
});
