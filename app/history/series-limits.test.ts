import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NOON_MS, openTempHistory, reading } from './testing/temp-history.ts';

const SCRIPT = { id: 'token 1', name: 'the token “script”' };
const WORKSHOP = { id: 'token 2', name: 'the token “workshop”' };
const MINUTE_MS = 60_000;

const requests = (count: number, first = 0) =>
  Array.from({ length: count }, (_, i) =>
    reading('requests', 0, 1, { labels: { id: `r${first + i}`, method: i % 2 === 0 ? 'GET' : 'PUT' } }),
  );

test('one sender cannot take all places: others go on, and it is told who, how many and which label', async t => {
  const { store } = await openTempHistory(t, { maxSeries: 100, maxSeriesPerSender: 40 });
  await store.append([reading('steady', 0, 1)], SCRIPT);
  const answer = await store.append(requests(60), SCRIPT);
  assert.deepEqual([answer.accepted, answer.refused.length], [39, 21]);
  assert.equal(
    answer.refused[0]!.reason,
    'The series requests{id="r39",method="PUT"} is new, and the token “script” has made 40 series already, as many as one sender may have. ' +
      '39 of them are of requests: look for a label whose value changes with each reading, such as id with 39 values there, and leave it out. ' +
      'Remove some, send with a token of its own, or raise TELLTALE_MAX_SERIES_PER_SENDER.',
  );
  assert.equal((await store.append([reading('bench', 0, 1)], WORKSHOP)).accepted, 1);
  assert.equal((await store.append([reading('own', 0, 1)])).accepted, 1, 'the server itself');
  const known = [reading('steady', 1, 2), ...requests(39)];
  assert.equal((await store.append(known, SCRIPT)).accepted, 40, 'what it has goes on');
});

test('the places of a sender are counted on after a restart, and are free when its series go', async t => {
  const temp = await openTempHistory(t, { maxSeries: 100, maxSeriesPerSender: 3 });
  await temp.store.append(requests(3), SCRIPT);
  await temp.reopen();
  const one = requests(1, 50);
  assert.equal((await temp.store.append(one, SCRIPT)).accepted, 0);
  await temp.store.remove('requests{id="r0",method="GET"}');
  assert.equal((await temp.store.append(one, SCRIPT)).accepted, 1);
  await temp.store.rename('requests{id="r1",method="PUT"}', { metric: 'other', labels: {} });
  assert.equal((await temp.store.append(requests(1, 70), SCRIPT)).accepted, 0, 'a renamed series is still its own');
});

test('a transaction that fails takes no places', async t => {
  const { store } = await openTempHistory(t, { maxSeriesPerSender: 2 });
  await assert.rejects(store.append([...requests(1), { ...reading('x', 0, 1), atMs: NOON_MS + 0.5 }], SCRIPT));
  assert.equal((await store.append(requests(2), SCRIPT)).accepted, 2);
});

test('what one sender makes within a minute is not in the way of another', async t => {
  const temp = await openTempHistory(t, { maxNewSeriesPerMinute: 3 });
  assert.equal((await temp.store.append(requests(9), SCRIPT)).accepted, 3);
  assert.equal((await temp.store.append([reading('bench', 0, 1)], WORKSHOP)).accepted, 1);
  temp.nowMs += MINUTE_MS;
  assert.equal((await temp.store.append(requests(9, 20), SCRIPT)).accepted, 3);
});

test('when all places are taken the answer says by what', async t => {
  const { store } = await openTempHistory(t, { maxSeries: 10 });
  await store.append(requests(10));
  const { refused } = await store.append([reading('x', 0, 1)], WORKSHOP);
  assert.match(
    refused[0]!.reason,
    /10 series are kept at most\. 10 of them are of requests: look for a label .* such as id/,
  );
});

test('neither metric nor label is to blame where series are spread over many metrics', async t => {
  const { store } = await openTempHistory(t, { maxSeries: 20 });
  await store.append(Array.from({ length: 20 }, (_, i) => reading(`m${i}`, 0, 1)));
  const { refused } = await store.append([reading('x', 0, 1)]);
  assert.match(refused[0]!.reason, /20 series are kept at most\. Remove some, or send fewer labels\.$/);
});

test('what makes the most series is told: metrics with their most varied label, and senders', async t => {
  const { store } = await openTempHistory(t, { maxSeries: 100, maxSeriesPerSender: 40 });
  await store.append(requests(10), SCRIPT);
  await store.append([reading('b', 0, 1), ...requests(4, 20)], WORKSHOP);
  await store.append([reading('own', 0, 1)]);
  assert.deepEqual(await store.cardinality(), {
    ...{ series: 16, maxSeries: 100, maxSeriesPerSender: 40 },
    metrics: [
      { metric: 'requests', series: 14, label: { name: 'id', values: 14, isMore: false } },
      { metric: 'b', series: 1 },
      { metric: 'own', series: 1 },
    ],
    senders: [
      { id: 'token 1', series: 10 },
      { id: 'token 2', series: 5 },
    ],
  });
});
