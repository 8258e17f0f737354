import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { HistoryStore } from './store.ts';
import { openTempHistory, reading, readMinute } from './testing/temp-history.ts';

const ATTIC = { metric: 'heat', labels: { room: 'attic' } };
const ATTIC_KEY = 'heat{room="attic"}';

test('a renamed series keeps its readings, its unit and its begin, also after a restart', async t => {
  const temp = await openTempHistory(t);
  await temp.store.append([0, 1, 2].map(second => reading('x', second, second, { unit: '°C' })));
  const [before] = (await temp.store.latest({})).series;
  temp.nowMs += 60_000;
  assert.deepEqual(await temp.store.rename('x', ATTIC), { outcome: 'renamed', key: ATTIC_KEY });
  const expected = { ...before, ...ATTIC, key: ATTIC_KEY };
  assert.deepEqual((await temp.store.latest({})).series, [expected]);
  await temp.reopen();
  assert.deepEqual((await temp.store.latest({ labels: ATTIC.labels })).series, [expected]);
  assert.deepEqual(await readMinute(temp.store, ATTIC_KEY), [
    [0, 0],
    [1, 1],
    [2, 2],
  ]);
  assert.deepEqual(await temp.store.latest({ metrics: ['x'] }), {
    commit: (await temp.store.stats()).commit,
    series: [],
  });
});

test('what comes under the old name afterwards is a new series, and renaming back joins the two', async t => {
  const { store } = await openTempHistory(t);
  await store.append([reading('x', 0, 1), reading('x', 1, 1)]);
  await store.rename('x', ATTIC);
  assert.deepEqual((await store.append([reading('x', 1, 2), reading('x', 2, 2)])).created, ['x']);
  assert.deepEqual(await readMinute(store, ATTIC_KEY), [
    [0, 1],
    [1, 1],
  ]);
  assert.deepEqual(await store.rename(ATTIC_KEY, { metric: 'x', labels: {} }, true), { outcome: 'joined', key: 'x' });
  assert.deepEqual(await readMinute(store, 'x'), [
    [0, 1],
    [1, 2],
    [2, 2],
  ]);
  assert.deepEqual(await keys(store), ['x']);
});

test('a name that is taken is refused, and both series stay as they are', async t => {
  const { store } = await openTempHistory(t);
  await store.append([reading('x', 0, 1), reading('y', 0, 2)]);
  assert.deepEqual(await store.rename('x', { metric: 'y', labels: {} }), { outcome: 'taken', key: 'y' });
  assert.deepEqual(await keys(store), ['x', 'y']);
  assert.deepEqual(await readMinute(store, 'x'), [[0, 1]]);
});

test('of joined series the readings under the name win, in chunks and in memory, and are counted once', async t => {
  const temp = await openTempHistory(t);
  const span = (metric: string, from: number, value: number) =>
    Array.from({ length: 30 }, (_, i) => reading(metric, from + i, value, { unit: metric }));
  await temp.store.append([...span('x', 0, 1), ...span('y', 20, 2)]);
  await temp.reopen(); // a close brings everything into chunks
  await temp.store.append([reading('x', 49, 1), reading('x', 59, 1), reading('y', 19, 2)]);
  assert.equal((await temp.store.rename('x', { metric: 'y', labels: {} }, true)).outcome, 'joined');
  const expected = Array.from({ length: 50 }, (_, second) => [second, second < 19 ? 1 : 2]);
  assert.deepEqual(await readMinute(temp.store, 'y'), [...expected, [59, 1]]);
  const [joined] = (await temp.store.latest({})).series;
  assert.deepEqual([joined!.key, joined!.value, joined!.unit], ['y', 1, 'y']);
  await temp.reopen();
  assert.deepEqual(await readMinute(temp.store, 'y'), [...expected, [59, 1]]);
  assert.deepEqual(await keys(temp.store), ['y']);
  assert.equal((await temp.store.stats()).readings, 51);
});

test('a series with too many readings is not joined, in chunks, in memory and in the same commit', async t => {
  const temp = await openTempHistory(t, { maxJoinedPoints: 3 });
  const { store } = temp;
  await store.append([reading('x', 0, 1), reading('y', 0, 2), reading('y', 1, 2)]);
  await temp.reopen();
  await temp.store.append([reading('y', 2, 2)]);
  const join = () => temp.store.rename('x', { metric: 'y', labels: {} }, true);
  const [, refused] = await Promise.all([temp.store.append([reading('y', 3, 2)]), join()]);
  assert.deepEqual(refused, { outcome: 'too-large', key: 'y', readings: 4 });
  assert.deepEqual(await keys(temp.store), ['x', 'y']);
  assert.equal((await readMinute(temp.store, 'y')).length, 4);
  assert.equal(
    (await temp.store.rename('y', { metric: 'x', labels: {} }, true)).outcome,
    'joined',
    'the other way round',
  );
});

test('a series that is not there cannot be renamed, and its own name is no other series', async t => {
  const { store } = await openTempHistory(t);
  await store.append([reading('x', 0, 1)]);
  assert.deepEqual(await store.rename('y', ATTIC), { outcome: 'missing' });
  assert.deepEqual(await store.rename('x', { metric: 'x', labels: {} }), { outcome: 'renamed', key: 'x' });
  assert.deepEqual(await keys(store), ['x']);
});

test('followers are told that one series went and another came with a past', async t => {
  const { store } = await openTempHistory(t);
  await store.append([reading('x', 0, 1), reading('y', 0, 1)]);
  const live = store.live.subscribe();
  await store.rename('x', ATTIC);
  await store.rename('y', ATTIC, true);
  const told = [];
  for await (const item of live) {
    assert.equal(item.kind, 'event');
    if (item.kind === 'event') told.push([item.value.removed, item.value.restored]);
    if (told.length === 2) break;
  }
  assert.deepEqual(told, [
    [['x'], [ATTIC_KEY]],
    [[ATTIC_KEY, 'y'], [ATTIC_KEY]],
  ]);
});

test('what is known of the metric goes along, unless the other metric is known already', async t => {
  const { store } = await openTempHistory(t);
  await store.append([reading('x', 0, 1), reading('x', 0, 1, { labels: { a: 'b' } })]);
  await store.describe([{ metric: 'x', unit: 'm', help: 'A length.' }], 'person');
  await store.rename('x', { metric: 'y', labels: {} });
  const known = { unit: 'm', help: 'A length.' };
  assert.deepEqual(await store.metadata(), [
    { metric: 'x', ...known },
    { metric: 'y', ...known },
  ]);
  await store.describe([{ metric: 'y', help: 'Another one.' }], 'person');
  await store.rename('x{a="b"}', { metric: 'y', labels: { a: 'b' } });
  assert.deepEqual(await store.metadata(), [{ metric: 'y', unit: 'm', help: 'Another one.' }]);
  assert.deepEqual(
    (await store.series({})).map(({ unit }) => unit),
    ['m', 'm'],
  );
});

async function keys(store: HistoryStore): Promise<string[]> {
  return (await store.series({})).map(({ key }) => key).sort();
}
