import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Points } from '../head/points.ts';
import { pointsOf, type Row, rowsOf } from '../head/testing/points-of.ts';
import { openTempTables, type TempTables } from '../testing/temp-tables.ts';
import { MAX_CHUNK_POINTS } from './chunk-limits.ts';
import type { Chunk } from './chunk-table.ts';
import { FULL_ENOUGH_POINTS, type OnCorrupt, writePoints } from './write-points.ts';

test('a full chunk is left alone, a small one takes in what follows', t => {
  const tables = openTempTables(t);
  write(tables, every(10, 0, FULL_ENOUGH_POINTS - 1));
  write(tables, every(10, 10_000, 1));
  assert.deepEqual(counts(tables), [FULL_ENOUGH_POINTS]);
  write(tables, every(10, 20_000, 3));
  assert.deepEqual(counts(tables), [FULL_ENOUGH_POINTS, 3]);
});

test('points too many for one chunk are cut into even pieces', t => {
  const tables = openTempTables(t);
  write(tables, every(1, 0, MAX_CHUNK_POINTS));
  assert.deepEqual(counts(tables), [MAX_CHUNK_POINTS]);
  write(tables, every(1, MAX_CHUNK_POINTS, MAX_CHUNK_POINTS + 1));
  assert.deepEqual(counts(tables), [MAX_CHUNK_POINTS, 513, 512]);
});

test('points at the borders of chunks go where their time is', t => {
  const tables = openTempTables(t);
  write(tables, every(10, 0, 600));
  write(tables, every(10, 6000, 600));
  const [first, second] = chunksOf(tables);
  const at = [first!.firstMs - 1, first!.firstMs, first!.lastMs, first!.lastMs + 1, second!.firstMs, second!.lastMs];
  assert.equal(write(tables, pointsOf(at.map((atMs): Row => [atMs, -1]))), 2);
  assert.deepEqual(counts(tables), [1, 601, 600]);
  const replaced = allRows(tables).filter(([, value]) => value === -1);
  assert.deepEqual(
    replaced.map(([atMs]) => atMs),
    at,
  );
});

test('the same points once more change nothing', t => {
  const tables = openTempTables(t);
  write(tables, every(3, 0, 5000));
  const before = chunksOf(tables);
  assert.equal(write(tables, every(3, 0, 5000)), 0);
  assert.deepEqual(
    chunksOf(tables).map(({ id: _id, ...stats }) => stats),
    before.map(({ id: _id, ...stats }) => stats),
  );
});

test('a chunk that cannot be read is told of, set aside, and the new points are kept', t => {
  const tables = openTempTables(t);
  const { database, chunks } = tables;
  write(tables, every(10, 0, 600));
  write(tables, every(10, 6000, 600));
  const [broken] = chunksOf(tables);
  database.transactional.run(() => flipByte(tables, broken!.id));
  const told: number[] = [];
  const setAside: OnCorrupt = ({ id }, error) => {
    told.push(id);
    chunks.setAside(id, String(error), 0);
  };
  assert.equal(write(tables, pointsOf([[5, 1]]), setAside), 1 - 600);
  assert.deepEqual(told, [broken!.id]);
  assert.deepEqual(counts(tables), [1, 600]);
});

test('an error that does not come from the bytes sets no chunk aside', t => {
  const tables = openTempTables(t);
  write(tables, every(10, 0, 3));
  const { chunks } = tables;
  const full = {
    ...chunks,
    delete: () => {
      throw new Error('disk full');
    },
  };
  assert.throws(() => write({ ...tables, chunks: full }, every(10, 30, 3)), /disk full/);
  assert.deepEqual(counts(tables), [3]);
});

test('a chunk of two or four points knows the middle between their distances as a whole number', t => {
  const tables = openTempTables(t);
  write(
    tables,
    pointsOf([
      [0, 0],
      [1, 0],
      [3, 0],
    ]),
  );
  assert.equal(tables.chunks.ends(1)!.intervalMs, 2);
});

test('a newest chunk of too few points leaves the interval to the one before', t => {
  const tables = openTempTables(t);
  write(tables, every(10, 0, FULL_ENOUGH_POINTS));
  write(tables, pointsOf([[9000, 7]]));
  assert.deepEqual(counts(tables), [FULL_ENOUGH_POINTS, 1]);
  assert.deepEqual(tables.chunks.ends(1), { oldestMs: 0, newestMs: 9000, last: 7, intervalMs: 10 });
});

test('names the oldest chunks first, and only those that ended in time', t => {
  const tables = openTempTables(t);
  for (const fromMs of [0, 6000, 12_000]) write(tables, every(10, fromMs, 600));
  const ended = (beforeMs: number, limit: number) =>
    tables.chunks.endedBefore(1, beforeMs, limit).map(({ firstMs, count }) => [firstMs, count]);
  assert.deepEqual(ended(5990, 9), []);
  assert.deepEqual(ended(5991, 9), [[0, 600]]);
  assert.deepEqual(ended(Number.POSITIVE_INFINITY, 2), [
    [0, 600],
    [6000, 600],
  ]);
});

function write({ database, chunks }: TempTables, points: Points, onCorrupt: OnCorrupt = rethrow): number {
  return database.transactional.run(() => writePoints(chunks, 1, points, onCorrupt));
}

function every(stepMs: number, fromMs: number, count: number): Points {
  return pointsOf(Array.from({ length: count }, (_, at): Row => [fromMs + at * stepMs, at]));
}

function chunksOf({ chunks }: TempTables): Chunk[] {
  return Array.from(chunks.between(1, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY));
}

function counts(tables: TempTables): number[] {
  return chunksOf(tables).map(({ count }) => count);
}

function allRows(tables: TempTables): Row[] {
  return chunksOf(tables).flatMap(({ id }) => rowsOf(tables.chunks.points(id)));
}

function flipByte({ database }: TempTables, id: number): void {
  const { points } = database.prepare<{ points: Uint8Array }>('select points from chunk where id = ?').get(id)!;
  points[points.length >> 1]! ^= 1;
  database.prepare('update chunk set points = ? where id = ?').run(points, id);
}

function rethrow(_chunk: unknown, error: unknown): never {
  throw error;
}
