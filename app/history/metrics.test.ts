import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HELP_MAX_BYTES } from './metric-metadata.ts';
import { RESTORABLE_MS } from './removal.ts';
import { keepAll } from './testing/keep-all.ts';
import { openTempHistory, reading } from './testing/temp-history.ts';

const KNOWN = { metric: 'flow', type: 'gauge', unit: 'l/s', help: 'Water through the main pipe.' } as const;
const DAY_MS = 24 * 60 * 60_000;

test('what is said of a metric is known, also after a restart, and before its first reading', async t => {
  const temp = await openTempHistory(t);
  await temp.store.describe([KNOWN, { metric: 'other', type: 'counter' }]);
  await temp.reopen();
  assert.deepEqual(await temp.store.metadata(), [KNOWN, { metric: 'other', type: 'counter' }]);
  assert.deepEqual(await temp.store.metadata(['flow', 'nothing']), [KNOWN]);
});

test('what is not given stays, an empty text takes away, and a repetition writes nothing', async t => {
  const { store } = await openTempHistory(t);
  await store.describe([KNOWN]);
  await store.describe([{ metric: 'flow', unit: 'm³/s' }]);
  assert.deepEqual(await store.metadata(), [{ ...KNOWN, unit: 'm³/s' }]);
  await store.describe([{ metric: 'flow', help: '' }]);
  assert.deepEqual(await store.metadata(), [{ metric: 'flow', type: 'gauge', unit: 'm³/s' }]);
  const { commit } = await store.stats();
  await store.describe([{ metric: 'flow', unit: 'm³/s', help: '' }, { metric: 'never_described' }]);
  assert.equal((await store.stats()).commit, commit);
});

test('a series whose sender names no unit has the one of its metric; its own goes first', async t => {
  const { store } = await openTempHistory(t);
  await store.append([reading('flow', 0, 1), reading('flow', 0, 1, { labels: { pipe: 'b' }, unit: 'gal/s' })]);
  await store.describe([KNOWN]);
  const unitsOf = (series: readonly { key: string; unit?: string }[]) =>
    Object.fromEntries(series.map(({ key, unit }) => [key, unit]));
  const expected = { flow: 'l/s', 'flow{pipe="b"}': 'gal/s' };
  assert.deepEqual(unitsOf(await store.series({})), expected);
  assert.deepEqual(unitsOf((await store.latest({})).series), expected);
  const toMs = Date.UTC(2026, 5, 1, 13);
  assert.deepEqual(
    unitsOf((await store.query({ select: {}, fromMs: toMs - 3_600_000, toMs, stepMs: 60_000 })).series),
    expected,
  );
  await store.describe([{ metric: 'flow', unit: '' }]);
  assert.equal((await store.series({ keys: ['flow'] }))[0]!.unit, undefined);
});

test('what a person wrote stays whatever senders say, until a person takes it away', async t => {
  const { store } = await openTempHistory(t);
  await store.describe([{ metric: 'flow', unit: 'l/min', help: 'By hand.' }], 'person');
  await store.describe([KNOWN]);
  assert.deepEqual(await store.metadata(), [{ metric: 'flow', type: 'gauge', unit: 'l/min', help: 'By hand.' }]);
  await store.describe([{ metric: 'flow', unit: '', help: '' }], 'person');
  await store.describe([KNOWN]);
  assert.deepEqual(await store.metadata(), [KNOWN]);
});

test('it goes with the last series of the metric, but not while that can be brought back', async t => {
  const temp = await openTempHistory(t);
  const { store } = temp;
  await store.append([reading('flow', 0, 1), reading('flow', 0, 1, { labels: { pipe: 'b' } })]);
  await store.describe([KNOWN]);
  await store.remove('flow');
  temp.nowMs += RESTORABLE_MS + 1;
  await store.sweep();
  await store.remove('flow{pipe="b"}');
  assert.deepEqual(await store.metadata(), [KNOWN], 'the second one can be brought back');
  temp.nowMs += RESTORABLE_MS + 1;
  await store.sweep();
  assert.deepEqual(await store.metadata(), []);
  await store.append([reading('flow', 0, 1)]);
  assert.equal((await store.series({}))[0]!.unit, undefined);
});

test('it goes with a metric whose readings are past the retention', async t => {
  const temp = await openTempHistory(t, { keep: keepAll(DAY_MS) });
  await temp.store.append([reading('flow', 0, 1)]);
  await temp.store.describe([KNOWN]);
  temp.nowMs += 3 * DAY_MS;
  await temp.store.sweep();
  assert.deepEqual(await temp.store.series({}), []);
  assert.deepEqual(await temp.store.metadata(), []);
});

test('help that is too long is cut between characters, and that is told once', async t => {
  const temp = await openTempHistory(t);
  const help = 'ü'.repeat(HELP_MAX_BYTES);
  await temp.store.describe([{ metric: 'flow', help }]);
  await temp.store.describe([{ metric: 'flow', help }]);
  const [known] = await temp.store.metadata();
  assert.match(known!.help!, /^ü+…$/);
  assert.ok(Buffer.byteLength(known!.help!) <= HELP_MAX_BYTES);
  assert.deepEqual(temp.troubles, ['The help of 1 metric is longer than 1024 bytes, and was cut.']);
});

test('as many metrics are known as series may be; one without series makes room, and what is left out is told', async t => {
  const temp = await openTempHistory(t, { maxSeries: 2 });
  await temp.store.append([reading('a', 0, 1), reading('b', 0, 1)]);
  const help = 'Known.';
  await temp.store.describe([
    { metric: 'a', help },
    { metric: 'idle', help },
  ]);
  await temp.store.describe([{ metric: 'b', help }]);
  assert.deepEqual(
    (await temp.store.metadata()).map(({ metric }) => metric),
    ['a', 'b'],
  );
  await temp.store.describe([
    { metric: 'c', help },
    { metric: 'd', help },
    { metric: 'a', help: 'Changed.' },
  ]);
  assert.deepEqual(await temp.store.metadata(), [
    { metric: 'a', help: 'Changed.' },
    { metric: 'b', help },
  ]);
  assert.deepEqual(temp.troubles, ['What was said of 2 metrics was left out: 2 are known already.']);
});
