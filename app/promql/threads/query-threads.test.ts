import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import { NOON_MS, reading, readMinute } from '../../history/testing/temp-history.ts';
import { queryLimits } from '../query-limits.ts';
import { QueryTimeoutError } from '../query-timeout-error.ts';
import { openTempQueries, type TempQueries } from '../testing/temp-queries.ts';
import type { ThreadLimits } from './query-thread.ts';

type Test = Parameters<typeof openTempQueries>[0];

const SAMPLES = 8_000;
const WINDOW = { startMs: NOON_MS, endMs: NOON_MS + SAMPLES * 1000, stepMs: 1000 };
/** An expression that is slow at each character of a text. */
const SLOW_PATTERN = '(.*.*.*){110}c';
/** Tries it on hundreds of texts, one after the other. */
const LONG = `label_replace(slow, "y", "$1", "text", "${SLOW_PATTERN}")`;
const SLOW_TEXTS = 1_000;
/** Tries it on a text of 9600 characters, which cannot be interrupted. */
const TEXT = `label_join(long, "text", "", ${Array(8).fill('"text"').join(', ')})`;
const STUBBORN = `label_replace(${TEXT}, "y", "$1", "text", "${SLOW_PATTERN}")`;

async function openWithSamples(t: Test, limits: ThreadLimits = {}): Promise<TempQueries> {
  const open = await openTempQueries(t, { limits });
  const samples = Array.from({ length: SAMPLES }, (_, i) => reading('x', i, Math.sin(i)));
  const slow = Array.from({ length: SLOW_TEXTS }, (_, i) =>
    reading('slow', 0, 1, { labels: { text: `${i} ${'ab'.repeat(100)}` } }),
  );
  await open.temp.store.append([...samples, ...slow, reading('long', 0, 1, { labels: { text: 'ab'.repeat(600) } })]);
  return open;
}

/** Asks so much at once that every thread has something to do. */
async function useAll({ queries }: Pick<TempQueries, 'queries'>): Promise<void> {
  const { signal } = new AbortController();
  await Promise.all(Array.from({ length: queryLimits.threads }, () => queries.instant('x', NOON_MS, { signal })));
}

/** Begins as many long queries as there are threads, and waits until all are in the middle of one. */
async function occupy({ queries }: TempQueries, workers: readonly Worker[], signal: AbortSignal, query = LONG) {
  await useAll({ queries }); // the threads are up
  const before = workers.map(busyMs);
  const long = Array.from({ length: queryLimits.threads }, () => queries.range(query, WINDOW, { signal }));
  while (workers.some((worker, i) => busyMs(worker) < before[i]! + 15)) await setImmediate();
  return long;
}

function busyMs({ performance }: Worker): number {
  return performance.eventLoopUtilization().active;
}

async function giveUp(open: TempQueries, workers: readonly Worker[], query: string): Promise<number> {
  const { signal } = new AbortController();
  const leaving = new AbortController();
  const long = await occupy(open, workers, leaving.signal, query);
  const waiting = open.queries.instant('1 + 1', NOON_MS, { signal });
  const beganMs = performance.now();
  leaving.abort(new Error('the visitor left'));
  await Promise.all(long.map(one => assert.rejects(one, /the visitor left/)));
  assert.equal((await waiting).series[0]!.values[0], 2);
  return performance.now() - beganMs;
}

test('a query that is given up ends at once, in the middle of a long computation, and its thread goes on', async t => {
  const open = await openWithSamples(t);
  const workers = countWorkers(t);
  const tookMs = await giveUp(open, workers, LONG);
  assert.ok(tookMs < 200, `${tookMs} ms`);
  assert.equal(workers.length, queryLimits.threads);
});

test('a thread that does not hear is ended, and another one takes its place', async t => {
  const open = await openWithSamples(t, { graceMs: 1 });
  const workers = countWorkers(t);
  // On a busy machine this thread may come too late, and the other has heard it by then.
  for (let tries = 0; tries < 5 && workers.length <= queryLimits.threads; tries++) {
    await giveUp(open, workers, STUBBORN);
    await useAll(open); // a thread that was ended is replaced when it is needed
  }
  assert.ok(workers.length > queryLimits.threads, `${workers.length} threads`);
  assert.deepEqual(open.troubles, []);
});

/** The threads that are started from now on. */
function countWorkers(t: Test): readonly Worker[] {
  const workers: Worker[] = [];
  const collect = (worker: Worker) => workers.push(worker);
  process.on('worker', collect);
  t.after(async () => void process.off('worker', collect));
  return workers;
}

test('readings are kept and pages are answered while every thread is busy with a long query', async t => {
  const open = await openWithSamples(t);
  const workers = countWorkers(t);
  const leaving = new AbortController();
  const long = await occupy(open, workers, leaving.signal);
  let ended = 0;
  for (const one of long) one.catch(() => ended++);
  for (let i = 0; i < 50; i++) await open.temp.store.append([reading('meanwhile', i, i)]);
  assert.equal((await readMinute(open.temp.store, 'meanwhile')).length, 50);
  assert.equal(ended, 0, 'they still go on');
  leaving.abort(new Error('the visitor left'));
  await Promise.allSettled(long);
});

test('a query is given up when its time is over, and says so', async t => {
  const { queries } = await openWithSamples(t);
  const asking = queries.range(LONG, WINDOW, { signal: new AbortController().signal, timeoutMs: 500 });
  await assert.rejects(asking, error => error instanceof QueryTimeoutError && /after 0.5 seconds/.test(error.message));
});

test('when too many wait, the next one is refused, and who waits can leave', async t => {
  const open = await openWithSamples(t);
  const workers = countWorkers(t);
  const leaving = new AbortController();
  const { signal } = leaving;
  const long = await occupy(open, workers, signal);
  const waiting = Array.from({ length: queryLimits.maxWaiting }, () => open.queries.instant('x', NOON_MS, { signal }));
  await assert.rejects(open.queries.instant('x', NOON_MS, { signal }), { code: 'KEEPER_BUSY' });
  leaving.abort(new Error('all left'));
  await Promise.all([...long, ...waiting].map(one => assert.rejects(one, /all left/)));
  const { series } = await open.queries.instant('x', NOON_MS, { signal: new AbortController().signal });
  assert.equal(series.length, 1);
});

test('a query that needs more memory than a thread has is refused with a sentence, and the next one is answered', async t => {
  const open = await openTempQueries(t, { maxNewSeriesPerMinute: 20_000, limits: { heapMegabytes: 60 } });
  const text = 'many words '.repeat(90);
  const many = Array.from({ length: 9_000 }, (_, i) => reading('many', 0, i, { labels: { text: `${text} ${i}` } }));
  await open.temp.store.append(many);
  const { signal } = new AbortController();
  // Two labels of 4000 characters, each text of its own, of each series.
  const texts = Array(4).fill('"text"').join(', ');
  const query = `label_join(label_join(many, "a", "", ${texts}), "b", "", ${texts})`;
  await assert.rejects(open.queries.instant(query, NOON_MS, { signal }), {
    code: 'PROMQL',
    message: /more than 60 MB of memory/,
  });
  const { series } = await open.queries.instant('sum(many)', NOON_MS, { signal });
  assert.equal(series[0]!.values[0], (9000 * 8999) / 2);
  assert.deepEqual(open.troubles, [], 'by the same thread');
});

test('what earlier queries made of labels and left behind makes no later one too large', async t => {
  const open = await openTempQueries(t, { maxNewSeriesPerMinute: 20_000, limits: { heapMegabytes: 100 } });
  const text = 'many words '.repeat(90);
  const many = Array.from({ length: 9_000 }, (_, i) => reading('many', 0, i, { labels: { text: `${text} ${i}` } }));
  await open.temp.store.append(many);
  const { signal } = new AbortController();
  for (let i = 0; i < 12; i++) {
    const query = `count(count by (text, other${i}) (many))`;
    const { series } = await open.queries.instant(query, NOON_MS, { signal });
    assert.equal(series[0]!.values[0], 9000);
  }
});

test('when a thread dies, what it was asked is rejected, and the next query is answered by another', async t => {
  const open = await openWithSamples(t);
  const workers = countWorkers(t);
  const { signal } = new AbortController();
  const long = await occupy(open, workers, signal);
  const rejected = Promise.all(long.map(one => assert.rejects(one, { code: 'KEEPER_FAILED' })));
  for (const worker of workers) void worker.terminate();
  await rejected;
  assert.equal((await open.queries.instant('x', NOON_MS, { signal })).series.length, 1);
  const idle = once(workers.at(-1)!, 'exit');
  void workers.at(-1)!.terminate();
  await idle;
  assert.equal((await open.queries.instant('x', NOON_MS, { signal })).series.length, 1);
  assert.match(open.troubles.join(), /query thread ended.* another one takes its place/);
});

test('queries that wait at the end are told that it is the end', async t => {
  const open = await openWithSamples(t);
  const workers = countWorkers(t);
  const { signal } = new AbortController();
  const long = await occupy(open, workers, signal);
  const waiting = open.queries.instant('x', NOON_MS, { signal });
  const told = Promise.all([...long, waiting].map(one => assert.rejects(one, { code: 'KEEPER_CLOSED' })));
  await open.threads.close();
  await told;
});
