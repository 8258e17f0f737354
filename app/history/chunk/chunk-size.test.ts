import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MAX_CHUNK_POINTS } from './chunk-limits.ts';
import { encodeChunk } from './encode-chunk.ts';
import { drawPoints, type TimeShape, type ValueShape } from './testing/chunk-shapes.ts';

/** Bytes that a point may take, every second or as said; the mean of some chunks. Decision 032 has the figures themselves. */
const BOUNDS: readonly (readonly [value: ValueShape, time: TimeShape, bytesPerPoint: number])[] = [
  ['constant', 'every second', 0.04],
  ['counter', 'every second', 0.95],
  ['counter that begins anew', 'every second', 1],
  ['walk with 1 decimal', 'every second', 0.7],
  ['walk with 3 decimals', 'every second', 1.1],
  ['walk in pages of memory', 'every second', 0.7],
  ['walk with odd values', 'every second', 0.85],
  ['constant', 'jittered', 0.75],
  ['constant', 'with gaps', 0.1],
  ['full walk', 'every second', 5.9],
  ['float32 noise', 'every second', 2.85],
  ['uniform noise', 'every second', 7],
  ['gaussian noise', 'every second', 7.2],
];

for (const [value, time, bound] of BOUNDS)
  test(`${value}, ${time}: at most ${bound} bytes a point`, () => {
    let bytes = 0;
    for (let seed = 1; seed <= 8; seed++) {
      const { times, values } = drawPoints(value, time, MAX_CHUNK_POINTS, seed);
      bytes += encodeChunk(times, values).length;
    }
    const perPoint = bytes / 8 / MAX_CHUNK_POINTS;
    assert.ok(perPoint <= bound, `${perPoint.toFixed(3)} bytes`);
  });

test('a single point takes 20 bytes or less', () => {
  assert.ok(encodeChunk(Float64Array.of(1.7e12), Float64Array.of(21.5)).length <= 20);
});

test('a chunk of one NaN over and over, as of a series that went stale, takes next to nothing', () => {
  const times = Float64Array.from({ length: MAX_CHUNK_POINTS }, (_, at) => at * 1000);
  assert.ok(encodeChunk(times, new Float64Array(MAX_CHUNK_POINTS).fill(Number.NaN)).length < 50);
});

test('a NaN in every other place costs a byte or two, not eight', () => {
  const { times, values } = drawPoints('walk with 1 decimal', 'every second', MAX_CHUNK_POINTS, 1);
  for (let i = 0; i < values.length; i += 2) values[i] = Number.NaN;
  const perPoint = encodeChunk(times, values).length / MAX_CHUNK_POINTS;
  assert.ok(perPoint < 1.5, `${perPoint.toFixed(3)} bytes`);
});
