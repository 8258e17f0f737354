import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { Head } from '../head/head.ts';
import { pointsOf, type Row, rowsOf } from '../head/testing/points-of.ts';
import { createJournalTable } from '../journal/journal-table.ts';
import { SeriesIds } from '../series-ids.ts';
import { createSeriesTable } from '../series-table.ts';
import { openTempTables } from '../testing/temp-tables.ts';
import { createFlush } from './flush.ts';
import { PackingThread } from './packing-thread.ts';

const NEVER = new AbortController().signal;
/** A series that takes several slices. */
const LONG = 120_000;

test('what the thread packs is what was added, joined with chunks that were there', async t => {
  const { flush, add, rows, head, meta, slices } = await createSetting(t);
  add(1, every(10, 0, 100));
  add(2, every(1, 0, LONG));
  add(3, [[5, 5]]);
  await flush();
  add(1, every(10, 505, 100)); // late by half
  add(3, [
    [5, 6],
    [4, 4],
  ]);
  await flush();
  assert.ok(slices.length >= 4, `${slices.length} slices of the thread`);
  assert.deepEqual(rows(1), rowsSorted([...every(10, 0, 100), ...every(10, 505, 100)]));
  assert.deepEqual(rows(2), every(1, 0, LONG));
  assert.deepEqual(rows(3), [
    [4, 4],
    [5, 6],
  ]);
  assert.deepEqual([head.count, meta.get().readings], [0, 200 + LONG + 2]);
});

test('a chunk that went while its points were packed does not come back, and nothing counts twice', async t => {
  const { flush, add, rows, meta, slices, database, chunks, setting } = await createSetting(t);
  add(1, every(10, 0, 100));
  await flush();
  add(1, every(10, 1000, 100));
  setting.afterPacking = () =>
    database.transactional.run(() => {
      for (const chunk of [...chunks.between(1, 0, 1000)]) {
        chunks.delete(chunk.id);
        meta.addReadings(-chunk.count);
      }
    });
  await flush();
  assert.equal(slices.at(-1)!.replaced.length, 1, 'the thread had joined them');
  assert.deepEqual(rows(1), every(10, 1000, 100));
  assert.equal(meta.get().readings, 100);
});

test('a series that went while its points were packed leaves none of them', async t => {
  const { flush, add, rows, meta, database, series, setting } = await createSetting(t);
  add(1, every(10, 0, 100));
  add(2, every(10, 0, 100));
  setting.afterPacking = () => database.transactional.run(() => series.delete(1));
  await flush();
  assert.deepEqual([rows(1), rows(2), meta.get().readings], [[], every(10, 0, 100), 100]);
});

test('an aborted flush goes on where it was, in the same thread', async t => {
  const { flush, add, rows, meta, setting } = await createSetting(t);
  add(1, every(1, 0, LONG));
  const abort = new AbortController();
  setting.afterPacking = () => abort.abort(new Error('enough'));
  await assert.rejects(flush(abort.signal), /enough/);
  setting.afterPacking = () => {};
  await flush();
  assert.deepEqual([rows(1), meta.get().readings], [every(1, 0, LONG), LONG]);
});

test('what is not worth a thread is packed without one', async t => {
  const { database } = openTempTables(t);
  const thread = openThread(database.path, 101);
  const { flush, add, rows, slices } = await createSetting(t, thread);
  add(1, every(10, 0, 100));
  await flush();
  assert.deepEqual([slices.length, rows(1)], [0, every(10, 0, 100)]);
  await thread.close();
});

test('without the thread a flush packs by itself, and that is told once', async t => {
  const told: string[] = [];
  const ended = Promise.withResolvers<void>();
  const thread = new PackingThread({
    path: '/nowhere/history.db',
    worthPoints: 1,
    onFailure: sentence => {
      told.push(sentence);
      ended.resolve();
    },
  });
  await thread.start();
  await ended.promise;
  const { flush, add, rows } = await createSetting(t, thread);
  add(1, every(10, 0, 100));
  await flush();
  assert.deepEqual(rows(1), every(10, 0, 100));
  assert.equal(told.length, 1);
  assert.match(told[0]!, /packed without it until the next start/);
  await thread.close();
});

async function createSetting(t: TestContext, given?: PackingThread) {
  const { database, chunks, meta } = openTempTables(t);
  const series = createSeriesTable(database);
  const head = new Head();
  const thread = given ?? openThread(database.path, 1);
  await thread.start();
  if (!given) t.after(() => thread.close());
  const slices: NonNullable<Awaited<ReturnType<PackingThread['pack']>>>[] = [];
  const setting = { afterPacking: () => {} };
  const packing: Pick<PackingThread, 'pack' | 'letGo'> = {
    async pack(...args) {
      const slice = await thread.pack(...args);
      if (slice) slices.push(slice);
      setting.afterPacking();
      return slice;
    },
    letGo: () => thread.letGo(),
  };
  const flushAll = createFlush({
    ...{ database, head, chunks, series, meta, packing },
    journal: createJournalTable(database),
    ids: new SeriesIds(new Set()),
    newestCommit: () => 1,
    onCorrupt: (_chunk, error) => assert.fail(String(error)),
  });
  database.transactional.run(() => {
    for (const id of [1, 2, 3]) series.insert({ id, key: `m${id}`, metric: `m${id}`, labels: {}, createdMs: 0 });
  });
  return {
    ...{ database, chunks, series, meta, head, slices, setting },
    flush: (signal = NEVER) => flushAll(signal, Number.NEGATIVE_INFINITY),
    add(id: number, rows: readonly Row[]): void {
      const points = pointsOf(rows);
      head.append({ ...points, seriesIds: new Uint32Array(rows.length).fill(id) });
    },
    rows: (id: number): Row[] =>
      [...chunks.between(id, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY)].flatMap(chunk =>
        rowsOf(chunks.points(chunk.id)),
      ),
  };
}

function openThread(path: string, worthPoints: number): PackingThread {
  return new PackingThread({ path, worthPoints, onFailure: sentence => assert.fail(sentence) });
}

function every(stepMs: number, fromMs: number, count: number): Row[] {
  return Array.from({ length: count }, (_, i) => [fromMs + i * stepMs, i % 1000]);
}

function rowsSorted(rows: readonly Row[]): Row[] {
  return rows.toSorted(([a], [b]) => a - b);
}
