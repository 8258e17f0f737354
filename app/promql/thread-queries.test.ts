import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keepAll } from '../history/testing/keep-all.ts';
import { NOON_MS, reading } from '../history/testing/temp-history.ts';
import type { QueryAnswer } from './queries.ts';
import { openTempQueries } from './testing/temp-queries.ts';

const HOUR_MS = 3600_000;
const DAY_MS = 24 * HOUR_MS;
const { signal } = new AbortController();

function valuesOf({ series }: QueryAnswer): Record<string, number[]> {
  return Object.fromEntries(series.map(({ labels, values }) => [labels.host ?? '', Array.from(values)]));
}

test('a query sees the readings that were answered, in memory and in chunks, as of one moment', async t => {
  const { temp, queries } = await openTempQueries(t, { flushPoints: 100 });
  const answered: number[] = [];
  for (let second = 0; second < 600; second += 10) {
    const batch = Array.from({ length: 10 }, (_, i) => second + i).flatMap(at => [
      reading('requests', at, at * 2, { labels: { host: 'a' } }),
      reading('requests', at, at * 3, { labels: { host: 'b' } }),
    ]);
    await temp.store.append(batch);
    const { series } = await queries.instant('max(requests)', NOON_MS + second * 1000 + 9000, { signal });
    answered.push(series[0]!.values[0]!);
  }
  assert.deepEqual(
    answered,
    answered.map((_, i) => (i * 10 + 9) * 3),
  );
  const rate = await queries.instant('rate(requests[1m])', NOON_MS + 300_000, { signal });
  assert.deepEqual(valuesOf(rate), { a: [2], b: [3] });
  const { cost, ...counted } = await queries.instant('count_over_time(requests[10m])', NOON_MS + 599_000, { signal });
  assert.deepEqual(valuesOf({ ...counted, cost }), { a: [600], b: [600] });
  assert.deepEqual([cost.series, cost.samples], [2, 1200]);
  const window = { startMs: NOON_MS + 60_000, endMs: NOON_MS + 120_000, stepMs: 30_000 };
  const range = await queries.range('requests{host=~"a|c"}', window, { signal });
  assert.equal(range.kind, 'matrix');
  assert.deepEqual(range.series[0]!.labels, { __name__: 'requests', host: 'a' });
  assert.deepEqual(
    Array.from(range.series[0]!.times),
    [60, 90, 120].map(at => NOON_MS + at * 1000),
  );
  assert.deepEqual(valuesOf(range), { a: [120, 180, 240] });
});

test('what stands twice in a query is read once', async t => {
  const { temp, queries } = await openTempQueries(t);
  await temp.store.append([reading('x', 0, 2), reading('y', 0, 3)]);
  const { cost, series } = await queries.instant('x * on() x + on() y', NOON_MS, { signal });
  assert.deepEqual([series[0]!.values[0], cost.series, cost.samples], [7, 2, 2]);
});

test('where only hours are left, the last value of an hour stands for all of it', async t => {
  const { temp, queries } = await openTempQueries(t, { keep: keepAll(DAY_MS, 100 * DAY_MS) });
  for (let hour = 0; hour < 10 * 24; hour += 12) {
    temp.nowMs = NOON_MS + (hour + 12) * HOUR_MS;
    await temp.store.append(
      Array.from({ length: 12 * 60 }, (_, i) =>
        reading('total', (hour * 60 + i) * 60, Math.floor((hour * 60 + i) / 15)),
      ),
    );
    // It ends after eight days, early in an hour.
    const hours = hour < 8 * 24 ? Array.from({ length: 12 }, (_, i) => hour + i) : [];
    await temp.store.append(hours.map(each => reading('ended', (each * 60 + 1) * 60, each)));
    await temp.store.sweep();
  }
  const window = { startMs: NOON_MS, endMs: temp.nowMs, stepMs: 20 * 60_000 };
  const { series } = await queries.range('total', window, { signal });
  const steps = Math.floor((temp.nowMs - NOON_MS) / window.stepMs) + 1;
  assert.ok(series[0]!.times.length >= steps - 1, `${series[0]!.times.length} of ${steps} have a value`);
  assert.deepEqual(Array.from(series[0]!.values.subarray(0, 6)), [3, 3, 3, 7, 7, 7]);
  const perHour = await queries.instant('rate(total[1d]) * 3600', NOON_MS + 5 * DAY_MS, { signal });
  assert.ok(Math.abs(perHour.series[0]!.values[0]! - 4) < 0.2, `${perHour.series[0]!.values[0]} an hour`);
  const between = await queries.instant('total', NOON_MS + 90 * 60_000 + 1, { signal });
  assert.equal(between.series[0]!.values[0], 7, 'also in the middle of an hour');
  const after = await queries.instant('ended', NOON_MS + 191 * HOUR_MS + 40 * 60_000, { signal });
  assert.equal(after.series[0]?.values[0], 191, 'also in the last hour that a series has');
});

test('what cannot be read, and what is too much, is a sentence with its place', async t => {
  const { temp, queries } = await openTempQueries(t);
  await temp.store.append(Array.from({ length: 30 }, (_, i) => reading('x', 0, i, { labels: { host: `h${i}` } })));
  await assert.rejects(queries.instant('rate(x[5m]', NOON_MS, { signal }), {
    code: 'PROMQL',
    position: { from: 4, to: 5 },
  });
  await assert.rejects(queries.instant('rte(x[5m])', NOON_MS, { signal }), { code: 'PROMQL', suggestion: 'rate' });
  const window = { startMs: 0, endMs: NOON_MS, stepMs: 1000 };
  await assert.rejects(queries.range('x', window, { signal }), { code: 'PROMQL', message: /take a longer step/ });
  await assert.rejects(queries.instant('x', NOON_MS, { signal, maxSeries: 10 }), {
    code: 'PROMQL',
    message: /has 30 series, and at most 10/,
  });
  assert.equal((await queries.instant('sum(x)', NOON_MS, { signal, maxSeries: 10 })).series[0]!.values[0], 435);
});
