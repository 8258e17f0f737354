import assert from 'node:assert/strict';
import { statSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import BetterSqlite3 from 'better-sqlite3';
import type { KeptLine } from './log-line.ts';
import { line, openTempLogs, texts } from './testing/temp-logs.ts';

test('keeps lines as they are, numbered over all streams, and gives the newest of one stream', async t => {
  const { store } = openTempLogs(t);
  const odd = line('app', 'a "line"\nwith ä€😀 and \0', {
    atMs: 1000,
    level: 'error',
    fields: { room: 'kitchen', n: '1' },
  });
  await store.append([line('app', 'one'), line('other', 'x'), odd]);
  await store.append([line('app', 'four')]);
  assert.deepEqual(await store.tail('app', 10), [
    { ...line('app', 'one'), seq: 1 },
    { ...odd, seq: 3 },
    { ...line('app', 'four'), seq: 4 },
  ]);
  assert.deepEqual(await texts(store, 'app', 2), [odd.text, 'four']);
  assert.deepEqual(await texts(store, 'nothing'), []);
});

test('an answered line is in the file, whoever reads it', async t => {
  const { store, path } = openTempLogs(t);
  await store.append([line('app', 'one')]);
  const other = new BetterSqlite3(path, { readonly: true });
  assert.deepEqual(other.prepare('select text from line').pluck().all(), ['one']);
  other.close();
});

test('lines are read for the first time while the file cannot be written', async t => {
  const temp = openTempLogs(t);
  await temp.store.append([line('app', 'one')]);
  await temp.reopen();
  const other = new BetterSqlite3(temp.path);
  other.exec('begin immediate');
  const waiting = temp.store.append([line('app', 'two')]);
  assert.deepEqual(await texts(temp.store, 'app'), ['one']);
  other.exec('commit');
  other.close();
  await waiting;
  assert.deepEqual(await texts(temp.store, 'app'), ['one', 'two']);
});

test('appends that come at once keep their order, in the file and in the topic, each told before it is answered', async t => {
  const { store } = openTempLogs(t);
  const subscription = store.live.subscribe();
  const batches = Array.from({ length: 200 }, (_, i) => [line('app', `${i} a`), line(`s${i % 3}`, `${i} b`)]);
  await Promise.all(
    batches.map(async (batch, i) => {
      await store.append(batch);
      assert.ok(store.live.head >= 2 * (i + 1), 'told already');
    }),
  );
  store.live.close();
  const told: KeptLine[] = [];
  for await (const item of subscription) {
    assert.ok(item.kind === 'event');
    told.push(item.value);
  }
  assert.deepEqual(
    told.map(({ text }) => text),
    batches.flat().map(({ text }) => text),
  );
  assert.deepEqual(
    told.map(({ seq }) => seq),
    told.map((_, i) => i + 1),
  );
  assert.deepEqual(
    await texts(store, 'app'),
    batches.map(([first]) => first!.text),
  );
});

test('the oldest lines of all streams go when the file holds too much, and numbers go on', async t => {
  const temp = openTempLogs(t, { maxBytes: 400_000 });
  const batch = (i: number) => Array.from({ length: 100 }, (_, k) => line(`s${k % 2}`, `${i} ${'x'.repeat(200)}`));
  for (let i = 0; i < 100; i++) await temp.store.append(batch(i));
  await temp.reopen(); // a close waits for what is under way
  const { lines, bytes } = await temp.store.stats();
  assert.ok(bytes < 600_000 && lines > 200 && lines < 5000, `${lines} lines, ${bytes} bytes`);
  const kept = await temp.store.tail('s0', 10_000);
  assert.equal(kept.at(-1)!.seq, 9999);
  assert.equal(kept.length + (await temp.store.tail('s1', 10_000)).length, lines);
  await temp.store.append([line('s1', 'after')]);
  assert.equal((await temp.store.tail('s1', 1))[0]!.seq, 10_001);
});

test('what is older than it is kept goes with the next sweep, its counts and its stream too', async t => {
  const dayMs = 24 * 60 * 60_000;
  const temp = openTempLogs(t, { keepMs: 7 * dayMs, now: () => 20 * dayMs, sweepEveryMs: 5 });
  const old = Array.from({ length: 703 }, (_, i) => line('old', `${i}`, { atMs: 3 * dayMs }));
  const young = Array.from({ length: 700 }, (_, i) => line('young', `${i}`, { atMs: 19 * dayMs }));
  await temp.store.append([...old, ...young]);
  let stats = await temp.store.stats();
  while (stats.lines > 700) stats = await temp.store.stats();
  while (stats.streams > 1) stats = await temp.store.stats();
  assert.deepEqual([stats.lines, stats.streams], [700, 1]);
  await assert.doesNotReject(temp.store.append([line('old', 'again', { atMs: 19 * dayMs })]));
  assert.deepEqual(await texts(temp.store, 'old', 1), ['again']);
});

test('of a few lines, too, each goes with its own time: one that is in no full block, and one beside a younger one', async t => {
  const temp = openTempLogs(t, { keepMs: 1000, now: () => nowMs });
  let nowMs = 1000;
  const at = (atMs: number, count: number) => Array.from({ length: count }, () => line('app', `${atMs}`, { atMs }));
  await temp.store.append([...at(1000, 700), ...at(1500, 1), ...at(1000, 3)]);
  nowMs = 2001;
  await temp.store.sweep();
  assert.deepEqual(await texts(temp.store, 'app'), ['1500']);
  const query = { stream: 'app', search: '', fields: [], levels: [], fromMs: 0, toMs: 9000, limit: 10 };
  const { counts } = await temp.store.find(query, { bucketS: 60 });
  assert.deepEqual(
    counts.map(({ count }) => count),
    [1],
  );
  nowMs = 2501;
  await temp.store.sweep();
  const { lines, streams, oldestMs } = await temp.store.stats();
  assert.deepEqual([lines, streams, oldestMs], [0, 0, undefined]);
});

test('few long lines are kept within the same bytes, and no more of them go than must', async t => {
  const maxBytes = 10_000_000;
  const { store } = openTempLogs(t, { maxBytes, now: () => 5000 });
  for (let i = 0; i < 1000; i++) await store.append([line('app', `${i} ${'x'.repeat(32_000)}`)]);
  await store.sweep();
  const { bytes } = await store.stats();
  assert.ok(bytes <= maxBytes && bytes > 0.8 * maxBytes, `${bytes} bytes`);
  assert.match((await texts(store, 'app', 1))[0]!, /^999 /);
});

test('a smaller limit after a restart leaves as much as it allows', async t => {
  const options = { maxBytes: 100_000_000, now: () => 5000 };
  const temp = openTempLogs(t, options);
  const batch = (i: number) =>
    Array.from({ length: 500 }, (_, k) => line('app', `order ${i * 7919 + k} was paid ${k}`));
  for (let i = 0; i < 100; i++) await temp.store.append(batch(i));
  options.maxBytes = 2_000_000;
  await temp.reopen();
  await temp.store.sweep();
  const { bytes, lines } = await temp.store.stats();
  assert.ok(bytes < 2_050_000 && bytes > 1_700_000 && lines > 5000, `${lines} lines, ${bytes} bytes`);
});

test('the room of what has gone is used again, and given back at the end', async t => {
  let nowMs = 1000;
  const temp = openTempLogs(t, { keepMs: 1000, now: () => nowMs });
  const sizeBytes = () => statSync(temp.path).size;
  const fill = async (atMs: number) => {
    for (let i = 0; i < 50; i++)
      await temp.store.append(Array.from({ length: 100 }, () => line('app', 'x'.repeat(400), { atMs })));
    await temp.reopen();
  };
  await fill(1000);
  const fullBytes = sizeBytes();
  assert.ok(fullBytes > 2_000_000, `${fullBytes} bytes`);
  nowMs = 3000;
  await temp.store.sweep();
  await fill(3000);
  assert.ok(sizeBytes() < 1.2 * fullBytes, `${sizeBytes()} bytes of ${fullBytes}`);
  nowMs = 5000;
  await temp.store.sweep();
  await temp.reopen();
  assert.ok(sizeBytes() < 300_000, `${sizeBytes()} bytes`);
});

test('a stream that is new does not bear the name of one that is gone', async t => {
  let nowMs = 1000;
  const { store } = openTempLogs(t, { keepMs: 1000, now: () => nowMs });
  await store.append([line('stays', 'a', { atMs: 9000 }), line('goes', 'b')]);
  assert.equal((await store.newest(9)).length, 2);
  nowMs = 2001;
  await store.sweep();
  await store.append([line('comes', 'c', { atMs: 9000 })]);
  assert.deepEqual(
    (await store.newest(9)).map(({ stream }) => stream),
    ['comes', 'stays'],
  );
});

test('after a restart the lines are there and the numbers go on', async t => {
  const temp = openTempLogs(t);
  await temp.store.append([line('app', 'one'), line('app', 'two')]);
  await temp.reopen();
  assert.deepEqual(await texts(temp.store, 'app'), ['one', 'two']);
  await temp.store.append([line('app', 'three')]);
  assert.deepEqual(
    (await temp.store.tail('app', 9)).map(({ seq }) => seq),
    [1, 2, 3],
  );
});

test('nothing to keep is no commit, and a batch with a line that cannot be kept is kept not at all', async t => {
  const { store } = openTempLogs(t);
  await store.append([]);
  const broken = line('app', undefined as never);
  await assert.rejects(store.append([line('app', 'one'), broken]));
  assert.deepEqual([await texts(store, 'app'), store.live.head], [[], 0]);
  await store.append([line('app', 'two')]);
  assert.deepEqual(await texts(store, 'app'), ['two']);
});

test('a close finishes what was accepted, ends the followers, and refuses what comes later', async t => {
  const temp = openTempLogs(t);
  const subscription = temp.store.live.subscribe();
  const appended = temp.store.append([line('app', 'last')]);
  await temp.store.close();
  await appended;
  const seen = [];
  for await (const item of subscription) seen.push(item.kind);
  assert.deepEqual(seen, ['event']);
  await assert.rejects(temp.store.append([line('app', 'late')]), { name: 'KeeperClosedError' });
  assert.deepEqual(temp.failures, []);
});

test('a file that is no database fails the store: its owner and its followers are told why', async t => {
  const temp = openTempLogs(t);
  await temp.store.close();
  writeFileSync(temp.path, 'this is not a database, '.repeat(100));
  await temp.reopen();
  const subscription = temp.store.live.subscribe();
  await assert.rejects(temp.store.tail('app', 1), { name: 'KeeperFailedError' });
  await assert.rejects(subscription.next(), { name: 'KeeperFailedError' });
  assert.equal(temp.failures.length, 1);
});
