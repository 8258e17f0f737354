import assert from 'node:assert/strict';
import { test } from 'node:test';
import { connectKeeper } from '../../../db/keeper/connect-keeper.ts';
import { createRandom, type Random } from '../../testing/random.ts';
import type { HistoryCalls } from '../calls.ts';
import { FIRST_NAMED_ID } from '../column-batch.ts';
import { createColumns, POINT_BYTES } from '../head/columns.ts';
import { isStale, STALE } from '../is-stale.ts';
import type { Reading } from '../reading.ts';
import { openReadingThread } from '../reading-thread.ts';
import { seriesKey } from '../series-key.ts';
import { appendMany } from '../testing/append-many.ts';
import { NOON_MS, openTempHistory, reading, type TempHistory } from '../testing/temp-history.ts';
import type { SampleRequest } from './sample-plan.ts';
import { createSampleQuery, type SeriesSamples } from './sample-query.ts';

const DAY_SECONDS = 24 * 3600;
const EVERYTHING: SampleRequest = {
  matchers: [],
  fromMs: NOON_MS,
  toMs: NOON_MS + DAY_SECONDS * 1000,
  maxSeries: 1000,
  maxPoints: 1_000_000,
};

test('gives the samples of a range, or the newest of each series in it, whether they are in memory, in chunks or in both', async t => {
  const temp = await openTempHistory(t, { flushPoints: 500 });
  temp.nowMs = NOON_MS + DAY_SECONDS * 1000;
  const read = await openSampleQuery(t, temp);
  const random = createRandom(7);
  const model = new Map<string, Map<number, number>>();
  for (let round = 0; round < 40; round++) {
    await temp.store.append(drawReadings(random, model));
    const from = random(3000);
    const range = { fromMs: NOON_MS + from * 1000, toMs: NOON_MS + (from + 1 + random(3000)) * 1000 };
    const all = await read({ ...EVERYTHING, ...range });
    const expected = inRange(model, range);
    assert.deepEqual(toRows(all), expected);
    const newest = await read({ ...EVERYTHING, ...range, isNewestOnly: true });
    assert.deepEqual(lastOf(toRows(newest)), lastOf(expected));
  }
});

test('of series whose newest sample is wanted and lies in the range nothing else is read', async t => {
  const temp = await openTempHistory(t);
  await temp.store.append([0, 1, 2].flatMap(second => [reading('a', second, second), reading('b', second, second)]));
  const read = await openSampleQuery(t, temp);
  const samples = await read({ ...EVERYTHING, isNewestOnly: true });
  assert.deepEqual(toRows(samples), { a: [[2, 2]], b: [[2, 2]] });
});

test('calls a series what it is called now, also where it was read before under another name', async t => {
  const temp = await openTempHistory(t);
  await temp.store.append([reading('old', 0, 1), reading('other', 0, 2)]);
  const read = await openSampleQuery(t, temp);
  assert.deepEqual(Object.keys(toRows(await read(EVERYTHING))), ['old', 'other']);
  await temp.store.rename('old', { metric: 'new', labels: { room: 'kitchen' } });
  assert.deepEqual(Object.keys(toRows(await read(EVERYTHING))), ['new{room="kitchen"}', 'other']);
  await temp.store.remove('other');
  assert.deepEqual(Object.keys(toRows(await read(EVERYTHING))), ['new{room="kitchen"}']);
});

test('gives the same labels, as the same object, again and again', async t => {
  const temp = await openTempHistory(t);
  await temp.store.append([reading('x', 0, 1, { labels: { room: 'kitchen' } })]);
  const read = await openSampleQuery(t, temp);
  const [[first], [second]] = [await read(EVERYTHING), await read({ ...EVERYTHING, isNewestOnly: true })];
  assert.deepEqual(first!.labels, { __name__: 'x', room: 'kitchen' });
  assert.equal(first!.labels, second!.labels);
});

test('a series is in the order of its key, also where there are thousands', async t => {
  const temp = await openTempHistory(t);
  const metrics = Array.from({ length: 2500 }, (_, at) => `m${(at * 7919) % 2500}`);
  await temp.store.append(metrics.map(metric => reading(metric, 0, 1)));
  const read = await openSampleQuery(t, temp);
  for (const isNewestOnly of [true, false]) {
    const samples = await read({ ...EVERYTHING, maxSeries: 2500, isNewestOnly });
    assert.deepEqual(Object.keys(toRows(samples)), metrics.toSorted());
  }
});

test('refuses more series or more samples than may be', async t => {
  const temp = await openTempHistory(t, { flushPoints: 100 });
  const read = await openSampleQuery(t, temp);
  await temp.store.append(Array.from({ length: 300 }, (_, at) => reading(`m${at % 3}`, at, at)));
  await temp.store.append([reading('m0', 500, 1)]);
  await assert.rejects(read({ ...EVERYTHING, maxSeries: 2 }), {
    code: 'QUERY_TOO_LARGE',
    message: /more than 2 series/,
  });
  await assert.rejects(read({ ...EVERYTHING, maxPoints: 300 }), { code: 'QUERY_TOO_LARGE', message: /300 readings/ });
  assert.equal((await read({ ...EVERYTHING, maxPoints: 301 })).length, 3);
});

test('who follows is told of series that had nothing in the range, too', async t => {
  const temp = await openTempHistory(t);
  await appendMany(temp.store, { series: 2, points: 2, fromMs: NOON_MS, nowMs: NOON_MS });
  const read = await openSampleQuery(t, temp);
  const laterMs = NOON_MS + DAY_SECONDS * 1000;
  const matchers = [{ label: 's', op: '=' as const, value: '1' }];
  const later = { ...EVERYTHING, matchers, fromMs: laterMs, toMs: laterMs + 1000, follower: 4711 };
  assert.deepEqual(await read(later), []);
  const commits = temp.store.live.subscribe();
  await appendMany(temp.store, { series: 2, points: 2, fromMs: laterMs, nowMs: laterMs });
  const { value: item } = await commits.next();
  assert.ok(item?.kind === 'event');
  assert.deepEqual(
    item.value.readings.map(({ labels, atMs }: Reading) => [labels, atMs]),
    [[{ s: '1' }, laterMs]],
  );
  await commits.return();
});

test('of a series that has ended the end is the newest, in memory and after a start', async t => {
  const temp = await openTempHistory(t);
  await temp.store.append([reading('x', 0, 1), reading('y', 0, 1)]);
  await appendEnd(temp, 'x', NOON_MS + 5000);
  for (let start = 0; start < 2; start++) {
    const samples = await (await openSampleQuery(t, temp))({ ...EVERYTHING, isNewestOnly: true });
    const ofX = samples.find(({ labels }) => labels.__name__ === 'x')!;
    assert.ok(isStale(ofX.values, ofX.values.length - 1));
    assert.equal(ofX.times.at(-1), NOON_MS + 5000);
    const [, ofY] = samples.toSorted((a, b) => (a.labels.__name__! < b.labels.__name__! ? -1 : 1));
    assert.deepEqual(Array.from(ofY!.values), [1]);
    await temp.reopen();
  }
});

async function appendEnd({ store, nowMs }: TempHistory, metric: string, atMs: number): Promise<void> {
  const line = connectKeeper<HistoryCalls>(await store.connect(), 'history keeper');
  const named = [{ metric, labels: {} }];
  for (let epoch = 0, isKept = false; !isKept; ) {
    const buffer = new ArrayBuffer(POINT_BYTES);
    const { seriesIds, times, values } = createColumns(1, buffer);
    [seriesIds[0], times[0]] = [FIRST_NAMED_ID, atMs];
    values.set(STALE);
    const answer = await line.call('appendColumns', [{ epoch, length: 1, buffer, named }, nowMs]);
    isKept = 'ids' in answer;
    if ('staleSince' in answer) epoch = answer.staleSince;
  }
  line.close();
}

/** Reads as a thread of queries does. */
async function openSampleQuery(t: Parameters<typeof openTempHistory>[0], { path, store }: TempHistory) {
  const thread = openReadingThread(path, await store.connect(), 1);
  t.after(async () => thread.close());
  const read = createSampleQuery(thread.parts);
  return (request: SampleRequest) => read(new AbortController().signal, request);
}

type Model = Map<string, Map<number, number>>;

/** Some of five series, mostly in the order of time, some of them again. */
function drawReadings(random: Random, model: Model) {
  const beginSecond = random(3000);
  const count = 1 + random(80);
  return Array.from({ length: count }, (_, at) => {
    const [key, second] = [`m${random(5)}`, random(10) === 0 ? random(3000) : beginSecond + at];
    const value = random(1000) / 8;
    const points = model.get(key) ?? new Map();
    model.set(key, points.set(NOON_MS + second * 1000, value));
    return reading(key, second, value);
  });
}

type Rows = Record<string, (readonly [second: number, value: number])[]>;

function inRange(model: Model, { fromMs, toMs }: Pick<SampleRequest, 'fromMs' | 'toMs'>): Rows {
  const rows: Rows = {};
  for (const [key, points] of Array.from(model).sort()) {
    const inside = Array.from(points).filter(([atMs]) => atMs >= fromMs && atMs < toMs);
    if (inside.length > 0)
      rows[key] = inside.sort(([a], [b]) => a - b).map(([atMs, value]) => [(atMs - NOON_MS) / 1000, value]);
  }
  return rows;
}

function toRows(samples: readonly SeriesSamples[]): Rows {
  const rows: Rows = {};
  for (const { labels, times, values } of samples) {
    const { __name__: metric, ...others } = labels;
    rows[seriesKey(metric!, others)] = Array.from(times, (atMs, at) => [(atMs - NOON_MS) / 1000, values[at]!]);
  }
  return rows;
}

function lastOf(rows: Rows): Rows {
  return Object.fromEntries(Object.entries(rows).map(([key, points]) => [key, points.slice(-1)]));
}
