import assert from 'node:assert/strict';
import { MAX_CHUNK_POINTS } from '../chunk-limits.ts';
import { decodeChunk } from '../decode-chunk.ts';
import { encodeChunk } from '../encode-chunk.ts';

/** Encodes, decodes, compares all bits, and gives the bytes. */
export function assertRoundTrip(times: Float64Array, values: Float64Array): Uint8Array {
  const bytes = encodeChunk(times, values);
  const decodedTimes = new Float64Array(MAX_CHUNK_POINTS);
  const decodedValues = new Float64Array(MAX_CHUNK_POINTS);
  assert.equal(decodeChunk(bytes, decodedTimes, decodedValues), times.length);
  assert.deepEqual(bitsOf(decodedTimes.subarray(0, times.length)), bitsOf(times));
  assert.deepEqual(bitsOf(decodedValues.subarray(0, times.length)), bitsOf(values));
  return bytes;
}

function bitsOf(numbers: Float64Array): Buffer {
  return Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength);
}
