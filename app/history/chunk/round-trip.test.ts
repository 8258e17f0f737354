import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRandom } from '../../testing/random.ts';
import { BLOCK_POINTS } from './chunk-format.ts';
import { MAX_CHUNK_POINTS } from './chunk-limits.ts';
import { encodeChunk } from './encode-chunk.ts';
import { assertRoundTrip } from './testing/assert-round-trip.ts';
import { drawPoints, type TimeShape, timeShapes, type ValueShape, valueShapes } from './testing/chunk-shapes.ts';

const COUNTS = [1, 2, 3, 4, BLOCK_POINTS, BLOCK_POINTS + 1, BLOCK_POINTS + 2, 1000, MAX_CHUNK_POINTS];
const SEEDS = 5;

for (const value of Object.keys(valueShapes) as ValueShape[])
  test(`every bit comes back: ${value}, at times of every shape`, () => {
    for (const time of Object.keys(timeShapes) as TimeShape[])
      for (const count of COUNTS)
        for (let seed = 0; seed < SEEDS; seed++) {
          const { times, values } = drawPoints(value, time, count, seed);
          assertRoundTrip(times, values);
        }
  });

const everySecond = (count: number) => Float64Array.from({ length: count }, (_, at) => 1.7e12 + at * 1000);

test('every bit comes back of values that are nothing but random bits, NaN of every payload among them', () => {
  const random = createRandom(1);
  for (let round = 0; round < 200; round++) {
    const words = Uint32Array.from({ length: 2 * (1 + Math.floor(random() * 300)) }, () => random() * 2 ** 32);
    for (let at = 1; at < words.length; at += 2) if (random() < 0.3) words[at]! |= 0x7ff00000;
    const values = new Float64Array(words.buffer);
    assertRoundTrip(everySecond(values.length), values);
  }
});

test('values of random magnitude and random digits come back', () => {
  const random = createRandom(2);
  for (let round = 0; round < 500; round++) {
    const digits = Math.floor(random() * 18);
    const magnitude = Math.floor(random() * 40) - 20;
    const values = Float64Array.from({ length: 300 }, () => Number((random() - 0.5).toFixed(digits)) * 10 ** magnitude);
    assertRoundTrip(everySecond(values.length), values);
  }
});

test('the stale marker of Prometheus and a quiet NaN of another payload stay what they are', () => {
  const values = Float64Array.from({ length: 500 }, (_, at) => at / 10);
  const words = new Uint32Array(values.buffer);
  for (const [at, upper, lower] of [
    [0, 0x7ff00000, 2],
    [77, 0x7ff00000, 2],
    [78, 0xfff80000, 12345],
    [499, 0x7ff80000, 0],
  ] as const)
    [words[2 * at + 1], words[2 * at]] = [upper, lower];
  const bytes = assertRoundTrip(everySecond(500), values);
  assert.ok(bytes.length < 160, `${bytes.length} bytes`);
});

test('the outermost values come back', () => {
  const { MAX_SAFE_INTEGER: safe, MAX_VALUE: max, MIN_VALUE: min } = Number;
  const ends = [
    0,
    -0,
    safe,
    -safe,
    safe + 1,
    2 ** 51,
    -(2 ** 51),
    2 ** 51 - 1,
    2 ** 49,
    max,
    -max,
    min,
    -min,
    Infinity,
    0.1,
  ];
  for (const a of ends) for (const b of ends) assertRoundTrip(everySecond(5), Float64Array.of(a, b, a, a, b));
  assertRoundTrip(everySecond(ends.length), Float64Array.from(ends));
});

test('the outermost times come back, before 1970 too', () => {
  const values = Float64Array.of(1, 2, 3);
  const { MAX_SAFE_INTEGER: safe } = Number;
  assertRoundTrip(Float64Array.of(-safe, -safe + 1, -safe + 2 ** 52 - 1), values);
  assertRoundTrip(Float64Array.of(safe - 2 ** 52 + 1, safe - 1, safe), values);
  assertRoundTrip(Float64Array.of(-5, 0, 2 ** 50), values);
});

test('parts of larger arrays are encoded as they are', () => {
  const { times, values } = drawPoints('walk with odd values', 'jittered', 200, 3);
  assert.deepEqual(
    encodeChunk(times.subarray(50, 150), values.subarray(50, 150)),
    encodeChunk(times.slice(50, 150), values.slice(50, 150)),
  );
});

test('what a chunk cannot hold is refused', () => {
  const one = Float64Array.of(1);
  const encode = (times: readonly number[]) => encodeChunk(Float64Array.from(times), new Float64Array(times.length));
  assert.throws(() => encode([]), /1 to 1024 points/);
  assert.throws(() => encode([...everySecond(MAX_CHUNK_POINTS + 1)]), RangeError);
  assert.throws(() => encodeChunk(one, Float64Array.of(1, 2)), /1 times and 2 values/);
  for (const time of [Number.NaN, Infinity, 0.5, 2 ** 53]) assert.throws(() => encode([time]), /no whole number/);
  assert.throws(() => encode([2, 2]), /must ascend/);
  assert.throws(() => encode([2, 1]), /must ascend/);
  assert.throws(() => encode([0, 2 ** 52]), /too far/);
});
