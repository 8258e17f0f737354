import type { BitReader } from './bit-reader.ts';
import { MAX_CHUNK_POINTS } from './chunk-limits.ts';
import { decodeIntegers } from './decode-integers.ts';

const uppers = new Float64Array(MAX_CHUNK_POINTS);
const lowers = new Float64Array(MAX_CHUNK_POINTS);

/** Writes what `encodeFloats` wrote into `values`, to the first `count` positions, counted from `at`. */
export function decodeFloats(
  reader: BitReader,
  values: Float64Array,
  at: number,
  positions: Float64Array,
  count: number,
): void {
  decodeIntegers(reader, uppers, 0, count);
  decodeIntegers(reader, lowers, 0, count);
  const words = new Uint32Array(values.buffer, values.byteOffset, values.length * 2);
  for (let i = 0; i < count; i++) {
    const upper = uppers[i]! >>> 0;
    const word = (at + positions[i]!) * 2;
    words[word] = lowers[i]!;
    words[word + 1] = (upper >>> 1) | (upper << 31);
  }
}
