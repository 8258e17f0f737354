import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { STALE } from '../history/is-stale.ts';
import { NOON_MS, openTempHistory } from '../history/testing/temp-history.ts';
import { startWatch } from '../history/watch.ts';
import { PromqlLive } from '../promql/live/promql-live.ts';
import { encodeWriteRequest } from '../promql/testing/compare/write-request.ts';
import { openIntake } from './intake.ts';

const SERIES = 'temperature{room="kitchen"}';

/** Sends a value of one series at a second after noon; undefined ends it. */
async function open(t: TestContext) {
  const temp = await openTempHistory(t);
  const intake = openIntake({ history: temp.store, threads: 1, onFailure: error => temp.failures.push(error) });
  t.after(() => intake.close());
  const send = async (second: number, value: number | undefined) => {
    const values = new Float64Array(1);
    if (value === undefined) values.set(STALE);
    else values[0] = value;
    const labels = { __name__: 'temperature', room: 'kitchen' };
    const body = encodeWriteRequest([{ labels, times: Float64Array.of(NOON_MS + second * 1000), values }]);
    await intake.take({ protocol: 'remote-write', packing: 'none' }, new Uint8Array(body), temp.nowMs);
  };
  return { temp, send };
}

/** Resolves when it is so; asked after each change. */
function createUntil() {
  let check = () => {};
  return {
    onChange: () => check(),
    until: (isSo: () => boolean) =>
      new Promise<void>(resolve => {
        check = () => isSo() && resolve();
        check();
      }),
  };
}

const onLost = (reason: unknown) => assert.fail(`lost: ${reason}`);

test('on a live page an end leaves what was read last, which grows old, and it goes on when the series comes again', async t => {
  const { temp, send } = await open(t);
  const { onChange, until } = createUntil();
  const watch = await startWatch(temp.store, {
    ...{ selectors: [{}], grid: { stepMs: 1000, count: 60 }, now: () => temp.nowMs },
    ...{ onChange, onLost },
  });
  t.after(() => watch.stop());
  const shown = () => watch.select({}).map(({ key, value, atMs }) => [key, value, (atMs - NOON_MS) / 1000]);
  await send(0, 21);
  await send(1, undefined);
  await send(5, 22);
  await until(() => watch.select({})[0]?.value === 22);
  await send(6, undefined);
  await send(3, 20); // late: nothing newer is there to wait for, so this tells that the end was seen
  await until(
    () =>
      watch
        .select({})[0]
        ?.window.means(NOON_MS + 6000)
        .at(-4) === 20,
  );
  assert.deepEqual(shown(), [[SERIES, 22, 5]]);
  const means = watch
    .select({})[0]!
    .window.means(NOON_MS + 6000)
    .slice(-7);
  assert.deepEqual(means, [21, undefined, undefined, 20, undefined, 22, undefined]);
});

test('on a live panel of PromQL an end is over at once, long before its reading is too old', async t => {
  const { temp, send } = await open(t);
  const live = new PromqlLive({ history: temp.store, path: temp.path, now: () => temp.nowMs });
  t.after(() => live.close());
  await send(0, 21);
  const { onChange, until } = createUntil();
  const result = await live.open('temperature * 2', { stepMs: 1000, rangeMs: 60_000 }, { onChange, onLost });
  t.after(() => result.close());
  const newest = () => result.lines.map(({ values, present }) => (present.at(-1) === 1 ? values.at(-1) : undefined));
  assert.deepEqual(newest(), [42]);
  await send(1, undefined);
  temp.nowMs += 1000;
  await until(() => newest().every(value => value === undefined));
  await send(2, 23);
  temp.nowMs += 1000;
  await until(() => newest()[0] === 46);
});

test('after a restart the newest reading is still the last one that is no end', async t => {
  const { temp, send } = await open(t);
  await send(0, 21);
  await send(1, undefined);
  await temp.reopen();
  const [latest] = (await temp.store.latest({})).series;
  assert.deepEqual([latest!.value, latest!.atMs], [21, NOON_MS]);
});
