import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { Worker } from 'node:worker_threads';
import { MAX_LIVE_READINGS } from '../../history/live.ts';
import { appendMany } from '../../history/testing/append-many.ts';
import { openTempHistory, reading } from '../../history/testing/temp-history.ts';
import { type LiveResult, PromqlLive } from './promql-live.ts';

const GRID = { stepMs: 1000, rangeMs: 60_000 };

test('viewers of one query share it, and it goes on for those who stay', async t => {
  const { temp, view } = await createSetting(t);
  await temp.store.append([reading('x', 0, 1)]);
  const [one, two] = [await view('x * 2'), await view('x * 2')];
  assert.deepEqual([one.values(), two.values()], [[2], [2]]);
  await temp.store.append([reading('x', 1, 5)]);
  temp.nowMs += 1000;
  await Promise.all([one.shows([10]), two.shows([10])]);
  one.close();
  await temp.store.append([reading('x', 2, 7)]);
  temp.nowMs += 1000;
  await two.shows([14]);
  assert.deepEqual(one.values(), [10], 'who has left is told nothing more');
});

test('points that came in columns move it too, those of series that are new among them', async t => {
  const { temp, view } = await createSetting(t);
  const [count, third] = [await view('count(m)'), await view('m{s="2"} + 0')];
  assert.deepEqual(count.values(), []);
  await appendMany(temp.store, { series: 3, points: 3, fromMs: temp.nowMs, nowMs: temp.nowMs });
  temp.nowMs += 1000;
  await Promise.all([count.shows([3]), third.shows([0.2])]);
  temp.nowMs += 20_000; // new series are told of for ten seconds, whoever asks for them
  await appendMany(temp.store, { series: 4, points: 8, fromMs: temp.nowMs, nowMs: temp.nowMs });
  temp.nowMs += 1000;
  await Promise.all([count.shows([4]), third.shows([0.6])]);
});

test('readings of one commit count in the order of their times, and of two of one moment the last', async t => {
  const { temp, view } = await createSetting(t);
  const [count, sum] = [await view('count_over_time(mixed[1m])'), await view('sum_over_time(mixed[1m])')];
  const second = (n: number, value: number) => reading('mixed', -n, value);
  await temp.store.append([second(1, 1), second(9, 10), second(5, 100), second(9, 1000), second(2, 10_000)]);
  temp.nowMs += 1000;
  await Promise.all([count.shows([4]), sum.shows([11_101])]);
});

test('what a commit brought that is too large to be told is there all the same', async t => {
  const { temp, view } = await createSetting(t);
  const count = await view('count_over_time(big[1h])');
  const many = Array.from({ length: MAX_LIVE_READINGS + 1 }, (_, i) => ({
    ...reading('big', 0, i),
    atMs: temp.nowMs - i,
  }));
  await temp.store.append(many);
  temp.nowMs += 1000;
  await count.shows([MAX_LIVE_READINGS + 1]);
});

test('a series that is removed goes out of the result, and comes back with it', async t => {
  const { temp, view } = await createSetting(t);
  await temp.store.append([
    reading('room', 0, 1, { labels: { at: 'a' } }),
    reading('room', 0, 2, { labels: { at: 'b' } }),
  ]);
  const sum = await view('sum(room)');
  assert.deepEqual(sum.values(), [3]);
  await temp.store.remove('room{at="b"}');
  temp.nowMs += 11_000; // older steps are evaluated anew every ten seconds
  await sum.shows([1]);
  await temp.store.restore('room{at="b"}');
  temp.nowMs += 11_000;
  await sum.shows([3]);
});

test('a query that cannot be shown over time is refused with a sentence', async t => {
  const { live } = await createSetting(t);
  const events = { onChange: () => {}, onLost: () => {} };
  await assert.rejects(live.open('x[5m]', GRID, events), { name: 'PromqlError', message: /give it to a function/ });
  await assert.rejects(live.open('x', { stepMs: 1, rangeMs: 1e9 }, events), { message: /take a longer step/ });
});

test('a query that is refused or left takes nothing from those that go on', async t => {
  const { temp, live, view } = await createSetting(t);
  await temp.store.append([reading('x', 0, 1)]);
  const [stays, leaves] = [await view('x * 3'), await view('x * 3', { stepMs: 2000, rangeMs: 60_000 })];
  await assert.rejects(live.open('x * 3', { stepMs: 1, rangeMs: 1e9 }, { onChange: () => {}, onLost: () => {} }));
  leaves.close();
  await temp.store.append([reading('x', 1, 5)]);
  temp.nowMs += 1000;
  await stays.shows([15]);
});

test('after its thread was lost a query is opened again, and leaving the old one takes nothing from the new', async t => {
  const { temp, view } = await createSetting(t);
  await temp.store.append([reading('x', 0, 1)]);
  const workers: Worker[] = [];
  const collect = (worker: Worker) => void workers.push(worker);
  process.on('worker', collect);
  t.after(() => void process.off('worker', collect));
  const old = await view('x + 1');
  void workers[0]!.terminate();
  assert.match(String(await old.lost), /live queries/);
  const again = await view('x + 1');
  old.close();
  await temp.store.append([reading('x', 1, 5)]);
  temp.nowMs += 1000;
  await again.shows([6]);
});

test('when the history ends, who looks is told', async t => {
  const { temp, view } = await createSetting(t);
  await temp.store.append([reading('x', 0, 1)]);
  const { lost } = await view('x + 0');
  await temp.store.close();
  assert.match(String(await lost), /ended|closed/);
});

async function createSetting(t: TestContext) {
  const temp = await openTempHistory(t);
  const live = new PromqlLive({ history: temp.store, path: temp.path, now: () => temp.nowMs });
  t.after(() => live.close());
  const view = async (query: string, grid = GRID) => {
    let changed = Promise.withResolvers<void>();
    const lost = Promise.withResolvers<unknown>();
    const result: LiveResult = await live.open(query, grid, {
      onChange: () => {
        changed.resolve();
        changed = Promise.withResolvers();
      },
      onLost: lost.resolve,
    });
    let last: number[] | undefined;
    const values = () => (last ?? newestOf(result)).slice();
    return {
      lost: lost.promise,
      values,
      /** Resolves when these are the newest values. */
      async shows(expected: readonly number[]): Promise<void> {
        while (JSON.stringify(values()) !== JSON.stringify(expected)) await changed.promise;
      },
      close(): void {
        last = values();
        result.close();
      },
    };
  };
  return { temp, live, view };
}

/** Of each line that has a value at the last step. */
function newestOf({ lines }: LiveResult): number[] {
  return lines.flatMap(({ values, present }) => (present.at(-1) === 1 ? [values.at(-1)!] : []));
}
