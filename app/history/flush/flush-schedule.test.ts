import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Columns } from '../head/columns.ts';
import { Head } from '../head/head.ts';
import { Retention } from '../retention/retention.ts';
import { keepAll } from '../testing/keep-all.ts';
import { createFlushSchedule } from './flush-schedule.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const FLUSH_POINTS = 1000;

test('a head that is large is flushed when points are added, and not before', async () => {
  const { schedule, add, flushes } = createSetting();
  add(FLUSH_POINTS - 1);
  schedule.afterAppend(0);
  assert.equal(flushes.length, 0);
  add(1);
  schedule.afterAppend(0);
  assert.equal(flushes.length, 1);
});

test('while many series send few points each, it waits until a chunk of them is worth it', () => {
  const { schedule, add, flushes } = createSetting({ series: 100 });
  add(6399);
  schedule.afterAppend(0);
  assert.equal(flushes.length, 0);
  add(1);
  schedule.afterAppend(0);
  assert.equal(flushes.length, 1);
});

test('a flush that fails is tried again by the next sweep, not by every append', async () => {
  const setting = createSetting();
  const { schedule, add, flushes } = setting;
  setting.fails = true;
  add(FLUSH_POINTS);
  for (let i = 0; i < 5; i++) {
    schedule.afterAppend(i);
    await settled();
  }
  assert.equal(flushes.length, 1);
  await assert.rejects(schedule.onSweep(new AbortController().signal, MINUTE_MS), /disk full/);
  schedule.afterAppend(MINUTE_MS);
  assert.equal(flushes.length, 2);
  setting.fails = false;
  await schedule.onSweep(new AbortController().signal, 2 * MINUTE_MS);
  assert.equal(flushes.length, 3);
  add(FLUSH_POINTS);
  schedule.afterAppend(2 * MINUTE_MS);
  assert.equal(flushes.length, 4, 'once it went well, appends begin one again');
});

test('a sweep flushes a head that was large when the file was opened', async () => {
  const { sweep, add, flushes } = createSetting();
  add(FLUSH_POINTS);
  await sweep(0);
  assert.equal(flushes.length, 1);
});

test('a sweep flushes what has waited for an hour, and what is past its time', async () => {
  const { schedule, sweep, add, flushes } = createSetting();
  add(1, 0);
  schedule.afterAppend(0);
  await sweep(HOUR_MS - 1);
  assert.equal(flushes.length, 0);
  await sweep(HOUR_MS);
  assert.deepEqual(flushes, [HOUR_MS - 24 * HOUR_MS]);
  add(1, 2 * HOUR_MS);
  await sweep(26 * HOUR_MS);
  await sweep(26 * HOUR_MS + 1);
  assert.equal(flushes.length, 2);
});

test('a sweep without any points flushes nothing', async () => {
  const { sweep, flushes } = createSetting();
  for (const nowMs of [0, HOUR_MS, 100 * HOUR_MS]) await sweep(nowMs);
  assert.deepEqual(flushes, []);
});

interface Setting {
  readonly schedule: ReturnType<typeof createFlushSchedule>;
  /** From when on each flush kept. */
  readonly flushes: number[];
  readonly add: (count: number, atMs?: number) => void;
  readonly sweep: (nowMs: number) => Promise<void>;
  fails: boolean;
}

/** A schedule with a head of its own, which is emptied by flushes that do nothing else. */
function createSetting({ series = 1 } = {}): Setting {
  const head = new Head();
  const { signal } = new AbortController();
  const flush = async (_signal: AbortSignal, keepFromMs: number) => {
    setting.flushes.push(keepFromMs);
    if (!head.frozen) head.freeze(0, () => {});
    if (setting.fails) throw new Error('disk full');
    head.drop();
  };
  const index = { size: series };
  const schedule = createFlushSchedule({
    ...{ head, index, flush, signal },
    ...{ flushPoints: FLUSH_POINTS, retention: new Retention(keepAll(24 * HOUR_MS)) },
  });
  const setting: Setting = {
    schedule,
    flushes: [],
    add: (count, atMs = 1e12) => head.append(columnsAt(count, atMs)),
    sweep: nowMs => schedule.onSweep(signal, nowMs),
    fails: false,
  };
  return setting;
}

function columnsAt(count: number, atMs: number): Columns {
  return {
    seriesIds: new Uint32Array(count).fill(1),
    times: new Float64Array(count).fill(atMs),
    values: new Float64Array(count),
  };
}

/** Whatever waits for nothing but promises has gone on. */
function settled(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve));
}
