import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRandom } from '../../testing/random.ts';
import { randomBatches } from '../chunk/testing/random-batches.ts';
import { writePoints } from '../chunk/write-points.ts';
import { slicePoints } from '../head/points.ts';
import { pointsOf, type Row, rowsOf, rowsOfMap } from '../head/testing/points-of.ts';
import { openTempTables, type TempTables } from '../testing/temp-tables.ts';
import { type Segment, segments } from './segments.ts';

const ALL = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] as const;

test('a chunk is read only where the range or the head cuts it', t => {
  const tables = openTempTables(t);
  write(tables, 1, every10Ms(0, 1200)); // two chunks, which meet between 5990 and 6000
  const kinds = (fromMs: number, toMs: number, head: readonly Row[] = []) =>
    read(tables, 1, head, fromMs, toMs).map(({ kind }) => kind);
  assert.deepEqual(kinds(0, 11_991), ['chunk', 'chunk']);
  assert.deepEqual(kinds(1, 11_991), ['points', 'chunk']);
  assert.deepEqual(kinds(0, 11_990), ['chunk', 'points']);
  assert.deepEqual(kinds(0, 20_000, [[5995, 1]]), ['chunk', 'points', 'chunk']);
  assert.deepEqual(kinds(0, 20_000, [[5990, 1]]), ['points', 'chunk']);
  assert.deepEqual(kinds(0, 20_000, [[6000, 1]]), ['chunk', 'points']);
  assert.deepEqual(kinds(0, 20_000, [[12_000, 1]]), ['chunk', 'chunk', 'points']);
});

test('the ends of chunks belong to the range as any other point does', t => {
  const tables = openTempTables(t);
  write(tables, 1, every10Ms(0, 1200));
  const times = (fromMs: number, toMs: number) => rowsIn(read(tables, 1, [], fromMs, toMs)).map(([atMs]) => atMs);
  assert.deepEqual(times(5990, 6001), [5990, 6000]);
  assert.deepEqual(times(5990, 6000), [5990]);
  assert.deepEqual(times(5991, 6000), []);
  assert.deepEqual(times(5991, 6001), [6000]);
  assert.deepEqual(times(11_991, 20_000), []);
  assert.deepEqual(times(-10, 0), []);
  assert.deepEqual(times(-10, 1), [0]);
});

test('a chunk that cannot be read is told of, and the rest is there', t => {
  const tables = openTempTables(t);
  const { database, chunks } = tables;
  write(tables, 1, every10Ms(0, 1200));
  database.transactional.run(() =>
    database.prepare("update chunk set points = cast(x'00' || points as blob) where from_ms = 0").run(),
  );
  const told: number[] = [];
  const source = { chunks, seriesId: 1, head: pointsOf([[5, 1]]), fromMs: 0, toMs: 20_000 };
  const found = rowsIn(segments({ ...source, onCorrupt: ({ firstMs }) => told.push(firstMs) }));
  assert.deepEqual([told, found.length, found[0], found[1]], [[0], 601, [5, 1], [6000, 600]]);
});

test('an error that does not come from the bytes is no missing chunk', t => {
  const tables = openTempTables(t);
  write(tables, 1, every10Ms(0, 10));
  const chunks = {
    ...tables.chunks,
    points: () => {
      throw new Error('the scope has ended');
    },
  };
  const source = { chunks, seriesId: 1, head: pointsOf([]), fromMs: 5, toMs: 99, onCorrupt: () => assert.fail() };
  assert.throws(() => rowsIn(segments(source)), /the scope has ended/);
});

test('gives in any range what a map of all points holds there, the head over the chunks', t => {
  const tables = openTempTables(t);
  const random = createRandom(9);
  for (let seriesId = 1; seriesId <= 5; seriesId++) {
    const [stored, head] = [new Map<number, number>(), new Map<number, number>()];
    for (const batch of randomBatches(seriesId, 12)) {
      const isStored = random(3) > 0 && head.size === 0;
      for (const [atMs, value] of batch) (isStored ? stored : head).set(atMs, value);
      if (isStored) write(tables, seriesId, Array.from(batch));
    }
    const all = rowsOfMap(new Map([...stored, ...head]));
    const someMs = () => all[random(all.length)]![0] + random(3) - 1;
    for (const [fromMs, toMs] of [ALL, ...Array.from({ length: 100 }, () => [someMs(), someMs()] as const)]) {
      const found = rowsIn(read(tables, seriesId, rowsOfMap(head), fromMs, toMs));
      assert.deepEqual(
        found,
        all.filter(([atMs]) => atMs >= fromMs && atMs < toMs),
      );
    }
  }
});

function read({ chunks }: TempTables, seriesId: number, head: readonly Row[], fromMs: number, toMs: number): Segment[] {
  const points = slicePoints(pointsOf(head), fromMs, toMs);
  return Array.from(segments({ chunks, seriesId, head: points, fromMs, toMs, onCorrupt: () => assert.fail() }));
}

function rowsIn(found: Iterable<Segment>): Row[] {
  return Array.from(found).flatMap(segment => rowsOf(segment.kind === 'points' ? segment.points : segment.read()));
}

function every10Ms(fromMs: number, count: number): Row[] {
  return Array.from({ length: count }, (_, at) => [fromMs + at * 10, at]);
}

function write({ database, chunks }: TempTables, seriesId: number, rows: readonly Row[]): void {
  database.transactional.run(() => writePoints(chunks, seriesId, pointsOf(rows), () => assert.fail()));
}
