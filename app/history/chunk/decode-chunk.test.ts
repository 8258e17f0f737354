import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MAX_CHUNK_POINTS } from './chunk-limits.ts';
import { decodeChunk } from './decode-chunk.ts';
import { encodeChunk } from './encode-chunk.ts';
import { drawPoints } from './testing/chunk-shapes.ts';

test('chunks are decoded one behind the other, and nothing else is touched', () => {
  const { times, values } = drawPoints('walk with odd values', 'with gaps', 900, 1);
  const decodedTimes = new Float64Array(902).fill(-7);
  const decodedValues = new Float64Array(902).fill(-7);
  let at = 1;
  for (const [from, to] of [
    [0, 300],
    [300, 301],
    [301, 900],
  ] as const)
    at += decodeChunk(
      encodeChunk(times.subarray(from, to), values.subarray(from, to)),
      decodedTimes,
      decodedValues,
      at,
    );
  assert.equal(at, 901);
  assert.deepEqual(decodedTimes, Float64Array.of(-7, ...times, -7));
  assert.deepEqual(decodedValues, Float64Array.of(-7, ...values, -7));
});

test('bytes that begin anywhere in a larger buffer are decoded', () => {
  const { times, values } = drawPoints('full walk', 'jittered', 100, 1);
  const bytes = encodeChunk(times, values);
  const decoded = new Float64Array(MAX_CHUNK_POINTS);
  for (let offset = 0; offset < 8; offset++) {
    const larger = new Uint8Array(bytes.length + 16).fill(0xee);
    larger.set(bytes, offset);
    decodeChunk(larger.subarray(offset, offset + bytes.length), new Float64Array(MAX_CHUNK_POINTS), decoded);
    assert.deepEqual(decoded.subarray(0, 100), values);
  }
});

test('too little room is a mistake of the caller', () => {
  const bytes = encodeChunk(Float64Array.of(1, 2, 3), Float64Array.of(1, 2, 3));
  const [two, three] = [new Float64Array(2), new Float64Array(3)];
  assert.equal(decodeChunk(bytes, three, three), 3);
  assert.throws(() => decodeChunk(bytes, two, three), RangeError);
  assert.throws(() => decodeChunk(bytes, three, two), RangeError);
  for (const at of [1, -1, Number.NaN]) assert.throws(() => decodeChunk(bytes, three, three, at), RangeError);
});
