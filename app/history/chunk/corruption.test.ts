import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crc32 } from 'node:zlib';
import { createRandom } from '../../testing/random.ts';
import { CHECKSUM_BYTES } from './chunk-format.ts';
import { MAX_CHUNK_BYTES, MAX_CHUNK_POINTS } from './chunk-limits.ts';
import { decodeChunk } from './decode-chunk.ts';
import { encodeChunk } from './encode-chunk.ts';
import { drawPoints, type TimeShape, timeShapes, type ValueShape, valueShapes } from './testing/chunk-shapes.ts';

const MUTATIONS_PER_CHUNK = 400;
const GUARD = 12345;
const CORRUPT = { name: 'CorruptChunkError', code: 'CORRUPT_CHUNK' };

const chunks = (Object.keys(valueShapes) as ValueShape[]).flatMap(value =>
  (Object.keys(timeShapes) as TimeShape[]).map(time => {
    const { times, values } = drawPoints(value, time, 300, 7);
    return encodeChunk(times, values);
  }),
);
const times = new Float64Array(MAX_CHUNK_POINTS);
const values = new Float64Array(MAX_CHUNK_POINTS);

test('each flipped bit is found out', () => {
  for (const bytes of chunks)
    for (let bit = 0; bit < bytes.length * 8; bit += 7) {
      const damaged = bytes.slice();
      damaged[bit >>> 3]! ^= 1 << (bit & 7);
      assert.throws(() => decodeChunk(damaged, times, values), CORRUPT);
    }
});

test('a chunk that ends early, goes on, or is something else is found out', () => {
  const bytes = chunks[0]!;
  for (let length = 0; length < bytes.length; length++)
    assert.throws(() => decodeChunk(bytes.subarray(0, length), times, values), CORRUPT);
  assert.throws(() => decodeChunk(Uint8Array.of(...bytes, 0), times, values), CORRUPT);
  assert.throws(() => decodeChunk(sealed(new Uint8Array(MAX_CHUNK_BYTES * 2)), times, values), CORRUPT);
  assert.throws(() => decodeChunk(new TextEncoder().encode('SQLite format 3'), times, values), CORRUPT);
});

test('bytes made up together with their checksum give points or an error, at once and in bounds', () => {
  const random = createRandom(11);
  let decoded = 0;
  for (const bytes of chunks)
    for (let mutation = 0; mutation < MUTATIONS_PER_CHUNK; mutation++)
      if (decodesInBounds(sealed(mutate(bytes, random)))) decoded++;
  assert.ok(decoded > chunks.length, 'some must get past the checks, or nothing was tried');
});

test('noise with a checksum gives points or an error', () => {
  const random = createRandom(12);
  for (let round = 0; round < 20_000; round++) {
    const bytes = Uint8Array.from({ length: 5 + Math.floor(random() * 60) }, () => random() * 256);
    bytes[0] = 1;
    bytes[1]! &= 0x3f;
    decodesInBounds(sealed(bytes));
  }
});

test('numbers that would go on for ever are refused', () => {
  for (const byte of [0x80, 0xff])
    assert.throws(() => decodeChunk(sealed(new Uint8Array(1000).fill(byte).fill(1, 0, 1)), times, values), CORRUPT);
});

/** With a checksum that is right again. */
function sealed(bytes: Uint8Array): Uint8Array {
  const end = bytes.length - CHECKSUM_BYTES;
  new DataView(bytes.buffer).setUint32(end, crc32(bytes.subarray(0, end)), true);
  return bytes;
}

function mutate(bytes: Uint8Array, random: () => number): Uint8Array {
  const below = (bound: number) => Math.floor(random() * bound);
  const mutant = bytes.slice();
  for (let change = below(4); change >= 0; change--) mutant[below(mutant.length)] = below(256);
  // Heads are few, and where most can go wrong.
  if (random() < 0.5) mutant[below(40)] = below(256);
  if (random() < 0.2) return mutant.slice(0, CHECKSUM_BYTES + 1 + below(mutant.length));
  return mutant;
}

function decodesInBounds(bytes: Uint8Array): boolean {
  const [allTimes, allValues] = [guarded(), guarded()];
  try {
    const count = decodeChunk(bytes, allTimes.inner, allValues.inner);
    assert.ok(count >= 1 && count <= MAX_CHUNK_POINTS);
    for (let i = 1; i < count; i++) assert.ok(allTimes.inner[i]! > allTimes.inner[i - 1]!);
    return true;
  } catch (error) {
    assert.equal((error as { code?: string }).code, CORRUPT.code, String(error));
    return false;
  } finally {
    for (const { outer } of [allTimes, allValues]) assert.deepEqual([outer[0], outer.at(-1)], [GUARD, GUARD]);
  }
}

/** Room for a chunk between two numbers that must stay. */
function guarded(): { outer: Float64Array; inner: Float64Array } {
  const outer = new Float64Array(MAX_CHUNK_POINTS + 2).fill(GUARD);
  return { outer, inner: outer.subarray(1, MAX_CHUNK_POINTS + 1) };
}
