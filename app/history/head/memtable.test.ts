import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRandom } from '../../testing/random.ts';
import type { Columns } from './columns.ts';
import { Memtable } from './memtable.ts';
import { rowsOf, rowsOfMap } from './testing/points-of.ts';

/** More than a block, so that chains cross its border. */
const MANY = 150_000;

test('gives nothing of a series that it does not know, however large its id', () => {
  const memtable = new Memtable();
  for (const id of [0, 1, 1023, 1024, 2 ** 32 - 1]) {
    assert.equal(memtable.has(id), false);
    assert.equal(memtable.points(id).times.length, 0);
  }
  assert.deepEqual(
    [memtable.count, memtable.oldestMs, memtable.nextSeries(0)],
    [0, Number.POSITIVE_INFINITY, undefined],
  );
});

test('gives every point of every series back, over the borders of blocks', () => {
  const memtable = new Memtable();
  const seriesOf = (place: number) => 1 + (place % 7) ** 4; // some far beyond the first room for ids
  const all = columnsOf(Array.from({ length: MANY }, (_, place) => [seriesOf(place), place, place / 3]));
  for (let from = 0, size = 1; from < MANY; from += size, size = (size * 3) % 70_001) {
    memtable.append(part(all, from, from + size));
  }
  assert.equal(memtable.count, MANY);
  for (let series = 0; series < 7; series++) {
    const { times, values } = memtable.points(seriesOf(series));
    const expected = Float64Array.from({ length: Math.ceil((MANY - series) / 7) }, (_, at) => series + at * 7);
    assert.deepEqual(times, expected);
    assert.deepEqual(
      values,
      expected.map(atMs => atMs / 3),
    );
    assert.equal(memtable.countOf(seriesOf(series)), times.length);
  }
});

test('a block that is exactly full is followed by another', () => {
  const memtable = new Memtable();
  const full = columnsOf(Array.from({ length: 65_536 }, (_, place) => [1, place, place]));
  memtable.append(full);
  memtable.append(columnsOf([]));
  memtable.append(columnsOf([[1, 65_536, 1]]));
  assert.equal(memtable.points(1).times.length, 65_537);
  assert.equal(memtable.points(1).times.at(-1), 65_536);
});

test('brings late points in order; of those of one moment the last one stays', () => {
  const memtable = new Memtable();
  memtable.append(
    columnsOf([
      [1, 30, 1],
      [2, 30, 2],
      [1, 10, 3],
      [1, 30, 4],
      [1, 20, 5],
    ]),
  );
  assert.deepEqual(rowsOf(memtable.points(1)), [
    [10, 3],
    [20, 5],
    [30, 4],
  ]);
  assert.deepEqual([memtable.count, memtable.countOf(1), memtable.oldestMs], [5, 4, 10]);
});

test('goes from one series to the next', () => {
  const memtable = new Memtable();
  memtable.append(columnsOf([5, 5000, 7].map(id => [id, 0, 0])));
  const found: number[] = [];
  for (let id = memtable.nextSeries(0); id !== undefined; id = memtable.nextSeries(id + 1)) found.push(id);
  assert.deepEqual(found, [5, 7, 5000]);
});

test('points that were given stay as they are while others come', () => {
  const memtable = new Memtable();
  memtable.append(columnsOf([[1, 0, 1]]));
  const before = memtable.points(1);
  memtable.append(columnsOf([[1, 0, 2]]));
  assert.deepEqual(rowsOf(before), [[0, 1]]);
});

test('holds what a map of maps holds, of random points', () => {
  const random = createRandom(1);
  const memtable = new Memtable();
  const model = new Map<number, Map<number, number>>();
  for (let round = 0; round < 50; round++) {
    const points = Array.from({ length: random(3000) }, () => [random(40), random(2000), random()] as const);
    memtable.append(columnsOf(points));
    for (const [id, atMs, value] of points) {
      if (!model.has(id)) model.set(id, new Map());
      model.get(id)!.set(atMs, value);
    }
  }
  for (const [id, points] of model) {
    assert.deepEqual(rowsOf(memtable.points(id)), rowsOfMap(points));
  }
});

function columnsOf(points: readonly (readonly number[])[]): Columns {
  return {
    seriesIds: Uint32Array.from(points, ([id]) => id!),
    times: Float64Array.from(points, ([, atMs]) => atMs!),
    values: Float64Array.from(points, ([, , value]) => value!),
  };
}

function part({ seriesIds, times, values }: Columns, from: number, to: number): Columns {
  return {
    seriesIds: seriesIds.subarray(from, to),
    times: times.subarray(from, to),
    values: values.subarray(from, to),
  };
}
