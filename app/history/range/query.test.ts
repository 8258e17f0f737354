import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRandom } from '../../testing/random.ts';
import type { RangeQuery, SeriesBuckets } from '../history.ts';
import type { Reading } from '../reading.ts';
import { NOON_MS, openTempHistory, reading } from '../testing/temp-history.ts';
import { MAX_QUERY_SERIES } from './create-plan.ts';
import { MAX_QUERY_BUCKETS } from './query.ts';

test('gives the same buckets as a naive computation, on random data', async t => {
  const { store } = await openTempHistory(t);
  const random = createRandom(4711);
  const readings: Reading[] = Array.from({ length: 6000 }, () => ({
    metric: `m${random(3)}`,
    labels: {},
    value: Math.round((random() - 0.5) * 1e6) / 1000,
    atMs: NOON_MS - 500_000 + random(1_000_000),
  }));
  for (let from = 0; from < readings.length; from += 1000) await store.append(readings.slice(from, from + 1000));
  for (let round = 0; round < 30; round++) {
    const stepMs = 1 + Math.floor(random() ** 3 * 60_000);
    const fromMs = Math.floor((NOON_MS - 600_000 * random()) / stepMs) * stepMs;
    const query = { select: {}, fromMs, toMs: fromMs + stepMs * random(1200), stepMs };
    const { series } = await store.query(query);
    for (const metric of ['m0', 'm1', 'm2']) {
      const answer = series.find(one => one.key === metric)!;
      assertSameBuckets(toRows(answer), naiveBuckets(readings, metric, query));
    }
  }
});

test('takes the start of the range in and leaves the end out', async t => {
  const { store } = await openTempHistory(t);
  await store.append([0, 999, 1000, 2000].map(ms => ({ ...reading('x', 0, ms), atMs: NOON_MS + ms })));
  const { series } = await store.query({ select: {}, fromMs: NOON_MS, toMs: NOON_MS + 2000, stepMs: 1000 });
  assert.deepEqual(series[0], {
    ...{ key: 'x', metric: 'x', labels: {}, createdMs: NOON_MS },
    index: Int32Array.from([0, 1]),
    count: Int32Array.from([2, 1]),
    sum: Float64Array.from([999, 1000]),
    min: Float64Array.from([0, 1000]),
    max: Float64Array.from([999, 1000]),
    last: Float64Array.from([999, 1000]),
  });
});

test('answers matching series without readings in the range too', async t => {
  const { store } = await openTempHistory(t);
  await store.append([reading('x', 0, 0), reading('y', 10, 0)]);
  const { commit, series } = await store.query({ select: {}, fromMs: NOON_MS, toMs: NOON_MS + 5000, stepMs: 1000 });
  assert.equal(commit, 1);
  assert.deepEqual(
    series.map(({ key, index }) => [key, index.length]),
    [
      ['y', 0],
      ['x', 1],
    ],
  );
});

test('refuses more buckets or series than one answer may hold', async t => {
  const { store } = await openTempHistory(t);
  await store.append(Array.from({ length: MAX_QUERY_SERIES + 1 }, (_, i) => reading(`m${i}`, i, i)));
  const query = { select: {}, fromMs: 0, toMs: MAX_QUERY_BUCKETS, stepMs: 1 };
  await assert.rejects(store.query(query), { code: 'QUERY_TOO_LARGE', message: /more than 500 series/ });
  const { series } = await store.query({ ...query, select: { limit: 3 } });
  assert.deepEqual(
    series.map(one => one.key),
    ['m500', 'm499', 'm498'],
  );
  await assert.rejects(store.query({ ...query, toMs: MAX_QUERY_BUCKETS + 1 }), { code: 'QUERY_TOO_LARGE' });
  await assert.rejects(store.query({ ...query, stepMs: 0 }), { code: 'QUERY_TOO_LARGE' });
});

test('writes go on during a long query, which does not see them', async t => {
  const { store } = await openTempHistory(t);
  const count = 100;
  const second = (atMs: number) => Array.from({ length: count }, (_, i) => ({ ...reading(`m${i}`, 0, 1), atMs }));
  for (let i = 0; i < 20; i++) await store.append(second(NOON_MS + i * 1000));
  let isAnswered = false;
  const querying = store.query({ select: {}, fromMs: NOON_MS, toMs: NOON_MS + 120_000, stepMs: 24 }).then(result => {
    isAnswered = true;
    return result;
  });
  let writes = 0;
  while (!isAnswered) {
    const { commit } = await store.append(second(NOON_MS + 20_000 + writes++));
    assert.equal(commit, 20 + writes);
  }
  const { commit, series } = await querying;
  assert.ok(writes > 0);
  const seen = series.map(one => one.count.reduce((sum, inBucket) => sum + inBucket, 0));
  assert.deepEqual(new Set(seen), new Set([commit]), 'each series is read as of the commit that the answer names');
});

test('an aborted query is rejected with the reason of its signal', async t => {
  const { store } = await openTempHistory(t);
  await store.append([reading('x', 0, 0)]);
  const abort = new AbortController();
  const querying = store.query({ select: {}, fromMs: 0, toMs: 5000, stepMs: 1 }, abort.signal);
  abort.abort(new Error('the visitor left'));
  await assert.rejects(querying, /the visitor left/);
  assert.equal((await store.latest({})).series.length, 1);
});

interface Row {
  index: number;
  count: number;
  sum: number;
  min: number;
  max: number;
  last: number;
}

function naiveBuckets(readings: readonly Reading[], metric: string, { fromMs, toMs, stepMs }: RangeQuery): Row[] {
  const values = new Map<number, number>();
  for (const one of readings) if (one.metric === metric) values.set(one.atMs, one.value);
  const rows = new Map<number, Row>();
  for (const [atMs, value] of [...values].sort((a, b) => a[0] - b[0])) {
    if (atMs < fromMs || atMs >= toMs) continue;
    const index = Math.floor((atMs - fromMs) / stepMs);
    const row = rows.get(index) ?? { index, count: 0, sum: 0, min: value, max: value, last: value };
    const { count, sum, min, max } = row;
    rows.set(index, {
      index,
      count: count + 1,
      sum: sum + value,
      min: Math.min(min, value),
      max: Math.max(max, value),
      last: value,
    });
  }
  return [...rows.values()];
}

function toRows({ index, count, sum, min, max, last }: SeriesBuckets): Row[] {
  return Array.from(index, (bucket, i) => ({
    index: bucket,
    count: count[i]!,
    sum: sum[i]!,
    min: min[i]!,
    max: max[i]!,
    last: last[i]!,
  }));
}

/** Sums may differ in the last digits: the database adds with less rounding. */
function assertSameBuckets(actual: readonly Row[], expected: readonly Row[]): void {
  const rounded = (rows: readonly Row[]) => rows.map(row => ({ ...row, sum: Math.round(row.sum * 1e6) / 1e6 + 0 }));
  assert.deepEqual(rounded(actual), rounded(expected));
}
