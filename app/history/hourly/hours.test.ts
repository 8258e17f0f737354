import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RESTORABLE_MS } from '../removal.ts';
import { LASTING_HOURS } from '../sweep.ts';
import { keepAll } from '../testing/keep-all.ts';
import { withFile } from '../testing/other-connection.ts';
import { NOON_MS, openTempHistory, reading, type TempHistory } from '../testing/temp-history.ts';
import { HOUR_MS } from './hour-stats.ts';

const DAY_MS = 24 * HOUR_MS;
const YEAR_MS = 365 * DAY_MS;

test('what is past its time is there by the hour, exactly, and takes little', async t => {
  const temp = await openTempHistory(t, { keep: keepAll(DAY_MS, YEAR_MS) });
  await live(temp, 'x', 20 * 24, 60_000);
  await temp.store.sweep();
  assert.ok((await temp.store.stats()).readings < 2.1 * 24 * 60, 'the readings of before are gone');
  await assertHours(temp, 'x', 20 * 24, 60);
  await temp.reopen();
  await assertHours(temp, 'x', 20 * 24, 60);
});

test('a day of hours is summed up, and a line is drawn through them', async t => {
  const temp = await openTempHistory(t, { keep: keepAll(DAY_MS, YEAR_MS) });
  await live(temp, 'x', 10 * 24, 60_000);
  await temp.store.sweep();
  const range = { select: {}, fromMs: NOON_MS, toMs: NOON_MS + 5 * DAY_MS };
  const { series } = await temp.store.query({ ...range, stepMs: DAY_MS });
  assert.deepEqual(Array.from(series[0]!.count), Array(5).fill(1440));
  assert.deepEqual(series[0]!.max[1], 47.75);
  const line = await temp.store.line({ ...range, width: 5 });
  const { times, values } = line.series[0]!;
  assert.ok(times.length >= 10 && times.length <= 20, `${times.length} points`);
  assert.deepEqual([Math.min(...values), Math.max(...values)], [0, 5 * 24 - 0.25]);
  assert.deepEqual(times, times.toSorted());
});

test('a series that fell silent stays for its hours, one that was a passing thing does not', async t => {
  const temp = await openTempHistory(t, { keep: keepAll(DAY_MS, 60 * DAY_MS) });
  await live(temp, 'lasting', LASTING_HOURS, 900_000);
  await temp.store.append([{ ...reading('passing', 0, 1), atMs: temp.nowMs }]);
  temp.nowMs += 10 * DAY_MS;
  await sweepTwice(temp);
  assert.deepEqual(await keys(temp), ['lasting']);
  const before = await temp.store.latest({});
  await assertHours(temp, 'lasting', LASTING_HOURS, 4);
  await temp.reopen();
  const [after] = (await temp.store.latest({})).series;
  assert.equal(after!.value, before.series[0]!.value);
  temp.nowMs += 60 * DAY_MS;
  await sweepTwice(temp);
  assert.deepEqual(await keys(temp), [], 'and goes when they are past their time');
});

test('hours go when they are past their own time, and the later ones stay', async t => {
  const temp = await openTempHistory(t, { keep: keepAll(DAY_MS, 20 * DAY_MS) });
  await live(temp, 'x', 40 * 24, 900_000);
  await sweepTwice(temp);
  const { series } = await temp.store.query({ ...hourly(40 * 24), select: {} });
  const first = series[0]!.index[0]!;
  assert.ok(first > 0 && first <= 20 * 24, `the oldest hour is ${first}`);
  assert.equal(series[0]!.index.at(-1), 40 * 24 - 1);
});

test('hours go with a removed series, and come back with it, joined with those of the one in its place', async t => {
  const temp = await openTempHistory(t, { keep: keepAll(DAY_MS, YEAR_MS) });
  await live(temp, 'x', 10 * 24, 900_000);
  await sweepTwice(temp);
  await temp.store.remove('x');
  assert.deepEqual(await keys(temp), []);
  await temp.store.append([{ ...reading('x', 0, -1), atMs: temp.nowMs - 1 }]);
  await temp.store.restore('x');
  await assertHours(temp, 'x', 9 * 24, 4);
  await temp.store.remove('x');
  temp.nowMs += RESTORABLE_MS;
  await sweepTwice(temp);
  withFile(temp.path, file => assert.deepEqual(file.prepare('select * from hours').all(), []));
});

test('hours that cannot be read cost themselves, and are named', async t => {
  const told = Promise.withResolvers<string>();
  const temp = await openTempHistory(t, { keep: keepAll(DAY_MS, YEAR_MS), onTrouble: told.resolve });
  await live(temp, 'x', 30 * 24, 900_000);
  await sweepTwice(temp);
  withFile(temp.path, file =>
    file.exec("update hours set packed = x'00' where from_ms = (select min(from_ms) from hours)"),
  );
  const { series } = await temp.store.query({ ...hourly(30 * 24), select: {} });
  assert.ok(series[0]!.index[0]! >= 240 && series[0]!.index.length > 400);
  assert.match(await told.promise, /240 hours of x, from .* cannot be read/);
  const [trouble] = (await temp.store.stats()).troubles;
  assert.deepEqual([trouble?.kind, trouble?.kind === 'damaged' && trouble.pieces], ['damaged', 1]);
});

test('the first rule that a metric matches says what is kept of it', async t => {
  const keep = [
    { pattern: 'debug_*', readingsMs: HOUR_MS, hourlyMs: 0 },
    { pattern: '*', readingsMs: 10 * DAY_MS, hourlyMs: 0 },
  ];
  const temp = await openTempHistory(t, { keep });
  await temp.store.append([reading('debug_x', 0, 1), reading('x', 0, 1)]);
  temp.nowMs += 2 * HOUR_MS;
  await sweepTwice(temp);
  assert.deepEqual(await keys(temp), ['x']);
});

test('a rule that limits bytes keeps the newest readings, and the hours of the others', async t => {
  const maxBytes = 100_000;
  const keep = [
    { pattern: 'noise', readingsMs: 100 * DAY_MS, hourlyMs: YEAR_MS, maxBytes },
    { pattern: '*', readingsMs: 100 * DAY_MS, hourlyMs: 0 },
  ];
  const temp = await openTempHistory(t, { keep });
  const values = Array.from({ length: 40_000 }, (_, i) => Math.sin(i * i) / 3);
  for (const metric of ['noise', 'free']) {
    await temp.store.append(values.map((value, i) => ({ metric, labels: {}, value, atMs: NOON_MS + i * 60_000 })));
  }
  temp.nowMs = NOON_MS + values.length * 60_000;
  await sweepTwice(temp);
  withFile(temp.path, file => {
    const bytes = file.prepare<[], { bytes: number }>(
      'select sum(length(points)) as bytes from chunk group by series_id',
    );
    const [noise, free] = bytes.all().map(row => row.bytes);
    assert.ok(noise! <= maxBytes && noise! > maxBytes / 2, `${noise} bytes of noise`);
    assert.ok(free! > 2 * maxBytes, `${free} bytes of the other one`);
  });
  const { series } = await temp.store.query({ ...hourly(600), select: { keys: ['noise'] } });
  assert.equal(
    series[0]!.count.reduce((sum, count) => sum + count, 0),
    600 * 60,
  );
  assert.equal((await temp.store.latest({ keys: ['noise'] })).series[0]!.value, values.at(-1));
});

/** Sends quarters of hours as values, and lets the time pass: a sweep each half a day. */
async function live(temp: TempHistory, metric: string, hours: number, everyMs: number): Promise<void> {
  for (let hour = 0; hour < hours; hour += 12) {
    const count = (12 * HOUR_MS) / everyMs;
    const points = Array.from({ length: count }, (_, i) => {
      const atMs = NOON_MS + hour * HOUR_MS + i * everyMs;
      return { metric, labels: {}, atMs, value: Math.floor((atMs - NOON_MS) / (HOUR_MS / 4)) / 4 };
    });
    temp.nowMs = NOON_MS + (hour + 12) * HOUR_MS;
    await temp.store.append(points);
    await temp.store.sweep();
  }
}

/** Each hour that `live` made: its count, sum and ends. */
async function assertHours(temp: TempHistory, key: string, hours: number, perHour: number): Promise<void> {
  const { series } = await temp.store.query({ ...hourly(hours), select: { keys: [key] } });
  const { index, count, sum, min, max, last } = series[0]!;
  assert.equal(index.length, hours);
  for (let hour = 0; hour < hours; hour++) {
    const actual = [index[hour], count[hour], sum[hour], min[hour], max[hour], last[hour]];
    assert.deepEqual(actual, [hour, perHour, perHour * (hour + 0.375), hour, hour + 0.75, hour + 0.75]);
  }
}

function hourly(hours: number) {
  return { fromMs: NOON_MS, toMs: NOON_MS + hours * HOUR_MS, stepMs: HOUR_MS };
}

/** The first one may only bring into chunks what the second one deletes. */
async function sweepTwice({ store }: TempHistory): Promise<void> {
  await store.sweep();
  await store.sweep();
}

async function keys({ store }: TempHistory): Promise<string[]> {
  return (await store.series({})).map(({ key }) => key);
}
