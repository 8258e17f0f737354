import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRandom, type Random } from '../../testing/random.ts';
import { summarizeChunk } from '../chunk/chunk-stats.ts';
import { pointsOf, type Row } from '../head/testing/points-of.ts';
import { BucketColumns } from './bucket-columns.ts';

const ODD_VALUES = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0, 1e300];

test('gives the same whether pieces come as points or as the stats of a chunk', () => {
  const random = createRandom(1);
  for (let round = 0; round < 300; round++) {
    const [fromMs, stepMs] = [random(1000), 1 + random(50)];
    const rows = drawRows(random, fromMs);
    const buckets = new BucketColumns(fromMs, stepMs);
    for (const piece of cut(random, rows)) add(random, buckets, piece);
    assert.deepEqual(toRows(buckets), naive(rows, fromMs, stepMs).map(plusZero));
  }
});

test('the stats of a chunk that lies in two buckets are refused, and change nothing', () => {
  const buckets = new BucketColumns(0, 10);
  const stats = (rows: readonly Row[]) => summarizeChunk(pointsOf(rows).times, pointsOf(rows).values);
  const refused = stats([
    [9, 1],
    [10, 1],
  ]);
  assert.equal(buckets.addStats(refused), false);
  assert.deepEqual(toRows(buckets), []);
  const taken = stats([
    [10, 1],
    [19, 2],
  ]);
  assert.equal(buckets.addStats(taken), true);
  assert.deepEqual(toRows(buckets), [[1, 2, 3, 1, 2, 2]]);
});

test('ends with every step, also one that is no whole number', { timeout: 10_000 }, () => {
  const random = createRandom(2);
  for (let round = 0; round < 20_000; round++) {
    const stepMs = random(2) === 0 ? (1 + random(1000)) / (1 + random(1000)) : random() + 1e-6;
    const buckets = new BucketColumns(0, stepMs);
    buckets.addPoints(
      pointsOf(Array.from({ length: 5 }, (_, at): Row => [at * (1 + random(100)), 1]).toSorted(byTime)),
    );
    assert.equal(sum(buckets.result().count), 5);
  }
});

function drawRows(random: Random, fromMs: number): Row[] {
  let atMs = fromMs;
  return Array.from({ length: 1 + random(200) }, () => {
    atMs += random(30) + 1;
    const isOdd = random(10) === 0;
    return [atMs, isOdd ? ODD_VALUES[random(ODD_VALUES.length)]! : random(100) / 4];
  });
}

function* cut(random: Random, rows: readonly Row[]): Iterable<Row[]> {
  for (let from = 0, size = 0; from < rows.length; from += size) {
    size = 1 + random(6);
    yield rows.slice(from, from + size);
  }
}

function add(random: Random, buckets: BucketColumns, rows: readonly Row[]): void {
  const points = pointsOf(rows);
  const isAdded = random(2) === 0 && buckets.addStats(summarizeChunk(points.times, points.values));
  if (!isAdded) buckets.addPoints(points);
}

function toRows(buckets: BucketColumns): number[][] {
  const { index, count, sum: sums, min, max, last } = buckets.result();
  return Array.from(index, (bucket, at) => plusZero([bucket, count[at]!, sums[at]!, min[at]!, max[at]!, last[at]!]));
}

/** Which of the two zeros is the lowest, nobody promises. */
function plusZero(numbers: readonly number[]): number[] {
  return numbers.map(number => number + 0);
}

function naive(rows: readonly Row[], fromMs: number, stepMs: number): number[][] {
  const inBucket = Map.groupBy(rows, ([atMs]) => Math.floor((atMs - fromMs) / stepMs));
  return Array.from(inBucket, ([bucket, ofBucket]) => {
    const numbers = ofBucket.map(([, value]) => value).filter(value => !Number.isNaN(value));
    const ends = numbers.length === 0 ? [Number.NaN, Number.NaN] : [Math.min(...numbers), Math.max(...numbers)];
    return [bucket, ofBucket.length, numbers.reduce((total, value) => total + value, 0), ...ends, ofBucket.at(-1)![1]];
  });
}

function byTime([a]: Row, [b]: Row): number {
  return a - b;
}

function sum(counts: Int32Array): number {
  return counts.reduce((total, count) => total + count, 0);
}
