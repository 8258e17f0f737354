import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drawPoints } from '../../app/history/chunk/testing/chunk-shapes.ts';
import { codecs } from './codecs.ts';
import { xorChunkBits } from './xor-chunk-bits.ts';

for (const [name, codec] of Object.entries(codecs))
  test(`${name} gives back what it was given`, () => {
    for (const shape of ['counter', 'walk with 3 decimals', 'constant', 'gaussian noise'] as const) {
      const points = drawPoints(shape, 'jittered', 300, 1);
      const [times, values] = [new Float64Array(300), new Float64Array(300)];
      codec.decode(codec.encode(points.times, points.values), times, values);
      assert.deepEqual({ times, values }, points);
    }
  });

test('an XOR chunk takes a bit for a time in step and a bit for a value that stays', () => {
  const { times, values } = drawPoints('constant', 'every second', 102, 1);
  assert.equal(xorChunkBits(times, values), 64 + 16 + 100 + 64 + 101);
});

test('an XOR chunk takes the bits that changed, and says anew where they begin only if it must', () => {
  const times = Float64Array.of(0, 1000, 2000, 3000);
  // 2, 3 and 2 differ in one bit of the upper half, the second time in the same place.
  assert.equal(xorChunkBits(times, Float64Array.of(2, 3, 2, 2)), 64 + 16 + 2 + 64 + (2 + 11 + 1) + (2 + 1) + 1);
});
