import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { test } from 'node:test';
import BetterSqlite3 from 'better-sqlite3';
import { openTempImages, START_MS, THUMB_BYTES } from './testing/temp-images.ts';

/** What a moment without labels takes beside its picture. */
const MOMENT_BYTES = 82;

function rows(path: string, sql: string): unknown[] {
  const file = new BetterSqlite3(path, { readonly: true });
  try {
    return file.prepare(sql).raw().all();
  } finally {
    file.close();
  }
}

test('a picture is in the file when it is answered, whoever reads it, with its time, labels and small form', async t => {
  const temp = await openTempImages(t);
  const moment = await temp.keep('door', 7, { labels: { room: 'hall' } });
  const hash = createHash('sha256').update(Buffer.alloc(2000, 7)).digest('hex');
  assert.deepEqual(moment, {
    ...{ seq: 1, atMs: START_MS, hash, format: 'jpeg', width: 640, height: 480, sizeBytes: 2000 },
    labels: { room: 'hall' },
  });
  const [[picture, thumb]] = rows(temp.path, 'select picture, thumb from content') as [[Buffer, Buffer]];
  assert.deepEqual([picture, thumb], [Buffer.alloc(2000, 7), Buffer.alloc(THUMB_BYTES, 7)]);
  const stored = await temp.store.picture('door', hash);
  assert.deepEqual([stored!.format, Buffer.from(stored!.bytes)], ['jpeg', picture]);
  assert.deepEqual(Buffer.from((await temp.store.thumb('door', hash))!.bytes), thumb);
  assert.equal(await temp.store.picture('other', hash), undefined, 'a picture belongs to its names');
});

test('the same picture twice is stored once, for one name or several, and goes with its last moment', async t => {
  const temp = await openTempImages(t, { maxPictures: 2 });
  for (let at = 0; at < 2; at++) await temp.keep('door', 1, { atMs: START_MS + at });
  await temp.keep('gate', 1);
  assert.deepEqual(rows(temp.path, 'select count(*), (select size_bytes from total) from content'), [
    [1, 2100 + 3 * MOMENT_BYTES],
  ]);
  assert.deepEqual(
    ['door', 'gate'].map(name => temp.store.state(name)!.sizeBytes),
    [2100, 2100],
  );
  for (const value of [2, 3]) await temp.keep('door', value, { atMs: START_MS + 10 + value });
  assert.deepEqual(rows(temp.path, 'select count(*) from content'), [[3]]);
  assert.equal(temp.store.state('door')!.sizeBytes, 4200);
  await temp.store.remove('gate');
  assert.deepEqual(rows(temp.path, 'select count(*), (select size_bytes from total) from content'), [
    [2, 4200 + 2 * MOMENT_BYTES],
  ]);
});

test('names are told with their newest picture, the newest first; one from the past does not become the newest', async t => {
  const temp = await openTempImages(t);
  await temp.keep('door', 1, { atMs: START_MS });
  await temp.keep('gate', 2, { atMs: START_MS + 1000 });
  await temp.keep('door', 3, { atMs: START_MS - 1000 });
  const names = () =>
    temp.store.newest().map(({ name, newest, firstMs, pictures }) => [name, newest.atMs, firstMs, pictures]);
  const wanted = [
    ['gate', START_MS + 1000, START_MS + 1000, 1],
    ['door', START_MS, START_MS - 1000, 2],
  ];
  assert.deepEqual(names(), wanted);
  assert.equal(temp.store.newest(1).length, 1);
  await temp.reopen();
  assert.deepEqual(names(), wanted, 'after a restart, too');
});

test('each change is told after its commit and before its answer', async t => {
  const temp = await openTempImages(t);
  const subscription = temp.store.live.subscribe();
  await temp.keep('door', 1);
  assert.equal(temp.store.state('door')!.pictures, 1);
  await temp.keep('door', 2, { atMs: START_MS + 1 });
  await temp.store.remove('door');
  temp.store.live.close();
  const told: unknown[] = [];
  for await (const item of subscription)
    if (item.kind === 'event') told.push([item.value.name, item.value.state?.pictures]);
  assert.deepEqual(told, [
    ['door', 1],
    ['door', 2],
    ['door', undefined],
  ]);
  assert.equal(temp.store.state('door'), undefined);
});

test('a moment, what is before and after it, and a stretch with one picture of each step are found', async t => {
  const temp = await openTempImages(t);
  for (let second = 0; second < 60; second++) await temp.keep('door', second, { atMs: START_MS + second * 1000 });
  await temp.keep('gate', 99, { atMs: START_MS + 500 });
  const { store } = temp;
  const second = async (found: Promise<{ atMs: number } | undefined>) => ((await found)?.atMs ?? 0) - START_MS;
  assert.equal(await second(store.at('door', START_MS + 5500)), 5000);
  assert.equal(await second(store.at('door', START_MS + 5000)), 5000);
  assert.equal(await store.at('door', START_MS - 1), undefined);
  assert.equal(await second(store.after('door', START_MS + 5000)), 6000);
  assert.equal(await store.after('door', START_MS + 59_000), undefined);
  const before = await store.before('door', START_MS + 5000, 3);
  assert.deepEqual(
    before.map(({ atMs }) => atMs - START_MS),
    [4000, 3000, 2000],
  );
  const span = await store.span('door', { fromMs: START_MS, toMs: START_MS + 59_000, stepMs: 10_000 });
  assert.deepEqual(
    span.map(({ atMs }) => (atMs - START_MS) / 1000),
    [9, 19, 29, 39, 49, 59],
  );
});

test('beyond the pictures, the bytes of a name, and the bytes of all the oldest go, and the newest stays', async t => {
  const counted = await openTempImages(t, { maxPictures: 5 });
  for (let i = 0; i < 12; i++) await counted.keep('door', i, { atMs: START_MS + i });
  assert.deepEqual([counted.store.state('door')!.pictures, counted.store.state('door')!.firstMs], [5, START_MS + 7]);

  const weighed = await openTempImages(t, { maxBytes: 10_000 });
  for (let i = 0; i < 12; i++) await weighed.keep('door', i, { atMs: START_MS + i });
  await weighed.keep('gate', 99);
  assert.deepEqual([weighed.store.state('door')!.pictures, weighed.store.state('door')!.sizeBytes], [4, 8400]);
  assert.equal(weighed.store.state('gate')!.pictures, 1, 'another name has a limit of its own');

  const all = await openTempImages(t, { maxTotalBytes: 10_000 });
  await all.keep('gate', 99, { atMs: START_MS - 1 });
  for (let i = 0; i < 12; i++) await all.keep('door', i, { atMs: START_MS + i });
  assert.equal(all.store.state('gate'), undefined, 'the oldest of all were of another name');
  assert.deepEqual(rows(all.path, 'select size_bytes from total'), [[8400 + 4 * MOMENT_BYTES]]);
});

test('one picture that comes without end takes no more room than all may', async t => {
  const { store, path, keep } = await openTempImages(t, { maxTotalBytes: 20_000 });
  const labels = { place: 'x'.repeat(300) };
  for (let i = 0; i < 200; i++) await keep(`cam-${i % 5}`, 7, { atMs: START_MS + i, labels });
  const [[moments, bytes]] = rows(path, 'select count(*), (select size_bytes from total) from moment') as [number[]];
  assert.ok(bytes! <= 20_000 && moments! > 40 && moments! < 60, `${moments} moments, ${bytes} bytes`);
  assert.equal(store.newest()[0]!.newest.atMs, START_MS + 199);
});

test('a sweep forgets what is past its time, in slices between which pictures are kept, and the file gets smaller', async t => {
  const temp = await openTempImages(t, { maxAgeMs: 1000 });
  for (let i = 0; i < 150; i++) await temp.keep('door', i, { atMs: START_MS + i, sizeBytes: 40_000 });
  await temp.store.close();
  const fullBytes = statSync(temp.path).size;
  await temp.reopen();
  temp.nowMs = START_MS + 2000;
  const answered: string[] = [];
  const sweeping = temp.store.sweep().then(() => answered.push('swept'));
  await temp.keep('gate', 1).then(() => answered.push('kept'));
  await sweeping;
  assert.deepEqual(answered, ['kept', 'swept']);
  assert.deepEqual(
    temp.store.newest().map(({ name }) => name),
    ['gate'],
  );
  assert.deepEqual(rows(temp.path, 'select count(*) from content'), [[1]]);
  assert.deepEqual(rows(temp.path, 'select freelist_count from pragma_freelist_count'), [[0]]);
  await temp.store.close();
  assert.ok(statSync(temp.path).size < fullBytes / 10, `${statSync(temp.path).size} of ${fullBytes}`);
});

test('limits that are smaller after a restart are kept to by the next sweep, for names that nobody sends to any more', async t => {
  const temp = await openTempImages(t);
  for (let i = 0; i < 60; i++) await temp.keep('door', i, { atMs: START_MS + i });
  await temp.reopen({ maxPictures: 7 });
  await temp.store.sweep();
  assert.equal(temp.store.state('door')!.pictures, 7);
});

test('there are so many names and no more; who has one goes on', async t => {
  const temp = await openTempImages(t, { maxNames: 2 });
  await temp.keep('a', 1);
  await temp.keep('b', 1);
  await assert.rejects(temp.keep('c', 1), /there are 2 images already/);
  await temp.keep('b', 2, { atMs: START_MS + 1 });
  await temp.store.remove('a');
  await temp.keep('c', 1);
  assert.equal(await temp.store.remove('nothing'), false);
});

test('long reads hold no writer up: a picture is kept while hundreds are read', async t => {
  const temp = await openTempImages(t);
  const { hash } = await temp.keep('door', 1, { sizeBytes: 8_000_000 });
  let read = 0;
  const reading = Promise.all(
    Array.from({ length: 40 }, async () => {
      await temp.store.picture('door', hash);
      read++;
    }),
  );
  await temp.keep('gate', 2);
  assert.ok(read < 40, `${read} of 40 were read before the picture was kept`);
  await reading;
});

test('pictures that come at once share their commits, and all are there', async t => {
  const temp = await openTempImages(t);
  const kept = await Promise.all(Array.from({ length: 12 }, (_, i) => temp.keep('door', i, { atMs: START_MS + i })));
  assert.equal(new Set(kept.map(({ seq }) => seq)).size, 12);
  assert.equal(temp.store.state('door')!.pictures, 12);
});

test('when too many wait to be kept, the next one is told to come again', async t => {
  const temp = await openTempImages(t);
  const sent = await Promise.allSettled(
    Array.from({ length: 40 }, (_, i) => temp.keep('door', i, { atMs: START_MS + i })),
  );
  const refused = sent.filter(({ status }) => status === 'rejected') as PromiseRejectedResult[];
  assert.ok(refused.length > 0);
  for (const { reason } of refused) assert.equal(reason.code, 'KEEPER_BUSY');
  assert.equal(temp.store.state('door')!.pictures, 40 - refused.length);
});

test('a file that cannot be written is told as long as it is so, and what is there can be read', async t => {
  const temp = await openTempImages(t);
  const { hash } = await temp.keep('door', 1);
  const other = new BetterSqlite3(temp.path);
  other.exec("create trigger full before insert on moment begin select raise(fail, 'no'); end");
  other.close();
  await assert.rejects(temp.keep('door', 2));
  assert.equal(temp.store.state('door')!.pictures, 1);
  assert.deepEqual(rows(temp.path, 'select count(*) from content'), [[1]], 'nothing of it was kept');
  assert.ok(await temp.store.picture('door', hash));
  assert.deepEqual(temp.failures, []);
});
