import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { MAX_LIVE_READINGS } from '../history/live.ts';
import { NOON_MS, openTempHistory, readMinute, type TempHistory } from '../history/testing/temp-history.ts';
import { startWatch, type Watch } from '../history/watch.ts';
import { type Intake, openIntake } from './intake.ts';

const INFLUX = { protocol: 'influx', precision: 'ms' } as const;
const JSON_BODY = { protocol: 'many', type: 'json' } as const;

test('keeps what a body holds, and says what is new', async t => {
  const { take, temp } = await open(t);
  const { kept, found } = await take(lines(['cpu,core=0 user=1,system=2', 'cpu,core=1 user=3,note="hot"']));
  assert.deepEqual(kept, { accepted: 3, created: 3, refused: 0, refusals: [] });
  assert.deepEqual(
    found.logLines.map(({ stream, text }) => [stream, text]),
    [['cpu', 'hot']],
  );
  assert.deepEqual(await readMinute(temp.store, 'cpu_user{core="1"}'), [[0, 3]]);
  assert.equal((await take(lines(['cpu,core=0 user=4'], 1000))).kept.created, 0);
});

test('a series that went and comes again is a fresh one, though its number was known', async t => {
  const { take, temp } = await open(t);
  await take(lines(['a v=1', 'b v=1']));
  await temp.store.remove('a_v');
  const { kept } = await take(lines(['a v=2', 'b v=2'], 1000));
  assert.deepEqual([kept.accepted, kept.created], [2, 1]);
  assert.deepEqual(await readMinute(temp.store, 'a_v'), [[1, 2]]);
  assert.deepEqual(await readMinute(temp.store, 'b_v'), [
    [0, 1],
    [1, 2],
  ]);
});

test('points that come by number stay with their own series when one of them is renamed', async t => {
  const { take, temp } = await open(t);
  await take(lines(['a v=1', 'b v=1']));
  await temp.store.rename('a_v', { metric: 'c', labels: {} });
  const { kept } = await take(lines(['a v=2', 'b v=2', 'c value=3'], 1000));
  assert.deepEqual([kept.accepted, kept.created], [3, 1]);
  assert.deepEqual(await readMinute(temp.store, 'a_v'), [[1, 2]]);
  assert.deepEqual(await readMinute(temp.store, 'c'), [
    [0, 1],
    [1, 3],
  ]);
});

test('who watches sees a renamed series go and come with its past, and each of its points after that', async t => {
  const { take, temp } = await open(t);
  await take(lines(['load,host=old value=1']));
  const { watch, until } = await follow(t, temp, 'new');
  await temp.store.rename('load{host="old"}', { metric: 'load', labels: { host: 'new' } });
  await take(lines(['load,host=new value=2'], 1000));
  await until(2);
  assert.deepEqual(
    watch.select({}).map(({ key, window }) => [key, ...window.means(NOON_MS + 1000).slice(-2)]),
    [['load{host="new"}', 1, 2]],
  );
});

test('bodies that name the same new series at the same time make it once', async t => {
  const { take, temp } = await open(t, 2);
  const bodies = Array.from({ length: 20 }, (_, i) => lines([`x v=${i}`, `y v=${i}`], i * 1000));
  const taken = await Promise.all(bodies.map(body => take(body)));
  assert.equal(
    taken.reduce((sum, { kept }) => sum + kept.created, 0),
    2,
  );
  assert.equal((await readMinute(temp.store, 'x_v')).length, 20);
});

test('no thread waits for bodies that never come, and a second one starts when the first is busy', async t => {
  const { take } = await open(t, 2);
  const workers: unknown[] = [];
  const collect = (worker: unknown) => workers.push(worker);
  process.on('worker', collect);
  t.after(() => process.off('worker', collect));
  await take(lines(['x v=1']));
  await take(lines(['x v=2'], 1000));
  assert.equal(workers.length, 1);
  await Promise.all([take(lines(['x v=3'], 2000)), take(lines(['x v=4'], 3000))]);
  assert.equal(workers.length, 2);
});

test('times that are not kept are refused with a sentence, and the rest is kept', async t => {
  const { take } = await open(t);
  const year = 366 * 24 * 60 * 60_000;
  const { kept } = await take(`a v=1 ${NOON_MS}\na v=2 ${NOON_MS - year}\na v=3 ${NOON_MS + year + 1}\n`);
  assert.deepEqual([kept.accepted, kept.refused], [1, 2]);
  assert.match(kept.refusals[0]!.reason, /too long ago: readings are kept for 30 days/);
  assert.match(kept.refusals[1]!.reason, /more than a year ahead/);
  assert.equal(kept.refusals[1]!.reading, 'a_v = 3');
});

test('of a great many refusals the first are told and all are counted', async t => {
  const { take } = await open(t, 1, { maxSeries: 1 });
  const { kept } = await take(lines(Array.from({ length: 100 }, (_, i) => `m${i} v=1`)));
  assert.deepEqual([kept.accepted, kept.refused, kept.refusals.length], [1, 99, 20]);
});

test('a unit that came with JSON is kept, and the last one wins', async t => {
  const { take, temp } = await open(t);
  const body = (unit: string) => JSON.stringify([{ metric: 'x', value: 1, unit }]);
  for (const unit of ['m', 'm', 'km']) await take(body(unit), JSON_BODY);
  assert.equal((await temp.store.series({}))[0]!.unit, 'km');
});

test('who watches a series gets each of its points, however many come beside it', async t => {
  const { take, temp } = await open(t);
  const names = Array.from({ length: MAX_LIVE_READINGS + 1000 }, (_, i) => `host${i}`);
  await take(lines(names.map(name => `load,host=${name} v=0`)));
  const { watch, until } = await follow(t, temp, 'host7');
  for (let second = 1; second <= 5; second++) {
    await take(
      lines(
        names.map(name => `load,host=${name} v=${second}`),
        second * 1000,
      ),
    );
  }
  await until(5);
  const [series] = watch.select({});
  assert.deepEqual(series!.window.means(NOON_MS + 5000).slice(-6), [0, 1, 2, 3, 4, 5]);
});

test('who watches meets new series that come by the thousand, and follows them', async t => {
  const { take, temp } = await open(t);
  const { watch, until } = await follow(t, temp, 'late');
  const others = Array.from({ length: 2000 }, (_, i) => `load,host=other${i} v=0`);
  for (let second = 1; second <= 3; second++) {
    await take(lines([...others, `load,host=late v=${second}`], second * 1000));
  }
  await until(3);
  assert.deepEqual(
    watch
      .select({})[0]
      ?.window.means(NOON_MS + 3000)
      .slice(-3),
    [1, 2, 3],
  );
});

test('who watches sees a new series in the unit of its metric', async t => {
  const { take, temp } = await open(t);
  await temp.store.describe([{ metric: 'load', unit: 'tasks' }]);
  const { watch, until } = await follow(t, temp, 'new');
  await take(lines(['load,host=new value=1']));
  await until(1);
  assert.equal(watch.select({})[0]!.unit, 'tasks');
});

/** Lines of one moment, so many milliseconds after noon. */
function lines(texts: readonly string[], offsetMs = 0): string {
  return texts.map(text => `${text} ${NOON_MS + offsetMs}\n`).join('');
}

async function open(t: TestContext, threads = 1, options: Parameters<typeof openTempHistory>[1] = {}) {
  const temp = await openTempHistory(t, options);
  const intake = openIntake({ history: temp.store, threads, onFailure: error => temp.failures.push(error) });
  t.after(() => intake.close());
  const take = (text: string, form: Parameters<Intake['take']>[0] = INFLUX) => {
    const bytes = Buffer.from(text);
    const body = new Uint8Array(intake.memory(bytes.length), 0, bytes.length);
    body.set(bytes);
    return intake.take(form, body, temp.nowMs);
  };
  return { temp, take };
}

/** Watches the series of a host; `until` resolves when the newest value is this one. */
async function follow(t: TestContext, temp: TempHistory, host: string) {
  let check = () => {};
  const watch: Watch = await startWatch(temp.store, {
    selectors: [{ labels: { host } }],
    grid: { stepMs: 1000, count: 60 },
    now: () => NOON_MS,
    onChange: () => check(),
    onLost: reason => assert.fail(`lost: ${reason}`),
  });
  t.after(() => watch.stop());
  const until = (value: number) =>
    new Promise<void>(resolve => {
      check = () => watch.select({})[0]?.value === value && resolve();
      check();
    });
  return { watch, until };
}
