import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import type { Worker } from 'node:worker_threads';
import type { HistoryStore } from './store.ts';
import { NOON_MS, openTempHistory, reading, readMinute } from './testing/temp-history.ts';

test('a query has each point once, of the commit that it names, while flushes move points from memory into chunks', async t => {
  const { store } = await openTempHistory(t, { flushPoints: 200 });
  const series = ['a', 'b', 'c'];
  const PER_COMMIT = 40;
  const write = (round: number) =>
    store.append(
      series.flatMap(metric =>
        Array.from({ length: PER_COMMIT }, (_, i) => reading(metric, round * PER_COMMIT + i, round)),
      ),
    );
  let rounds = 0;
  let isOver = false;
  const writing = (async () => {
    while (!isOver) await write(rounds++);
  })();
  for (let query = 0; query < 150; query++) {
    const { commit, series: answer } = await store.query({
      ...{ select: {}, fromMs: NOON_MS, toMs: NOON_MS + 3600_000_000, stepMs: 3600_000_000 },
    });
    for (const { key, count } of answer) assert.equal(count[0], commit * PER_COMMIT, `${key} at commit ${commit}`);
  }
  isOver = true;
  await writing;
  assert.ok(rounds > 20, `${rounds} commits`);
});

test('no thread reads before somebody asks', async t => {
  const workers: Worker[] = [];
  const collect = (worker: Worker) => workers.push(worker);
  process.on('worker', collect);
  t.after(() => process.off('worker', collect));
  const { store } = await openTempHistory(t);
  await store.append([reading('x', 0, 7)]);
  assert.equal(workers.length, 1);
  await readMinute(store, 'x');
  await readMinute(store, 'x');
  assert.equal(workers.length, 2);
});

test('when a thread that reads dies, what it read is rejected, and the next query is answered by another', async t => {
  const workers: Worker[] = [];
  const collect = (worker: Worker) => workers.push(worker);
  process.on('worker', collect);
  t.after(() => process.off('worker', collect));
  const temp = await openTempHistory(t);
  await temp.store.append([reading('x', 0, 7)]);
  await readMinute(temp.store, 'x');
  const [, reader] = workers;
  const waiting = readMinute(temp.store, 'x');
  const ended = once(reader!, 'exit');
  void reader!.terminate();
  await assert.rejects(waiting, { code: 'KEEPER_FAILED' });
  await ended;
  assert.deepEqual(await readMinute(temp.store, 'x'), [[0, 7]]);
  assert.match(temp.troubles.join(), /history reader ended.* another one takes its place/);
  assert.deepEqual(temp.failures, []);
});

test('a query that waits behind others can be given up, and the others go on', async t => {
  const { store } = await openTempHistory(t);
  await store.append(Array.from({ length: 300 }, (_, i) => reading(`m${i}`, i, i)));
  const abort = new AbortController();
  const [given, ...others] = [abort.signal, undefined, undefined].map(signal => readAll(store, signal));
  abort.abort(new Error('the visitor left'));
  await assert.rejects(given!, /the visitor left/);
  for (const { series } of await Promise.all(others)) assert.equal(series.length, 300);
});

function readAll(store: HistoryStore, signal: AbortSignal | undefined) {
  return store.query({ select: {}, fromMs: NOON_MS, toMs: NOON_MS + 300_000, stepMs: 100 }, signal);
}
