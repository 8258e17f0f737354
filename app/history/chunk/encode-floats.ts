import type { BitWriter } from './bit-writer.ts';
import { MAX_CHUNK_POINTS } from './chunk-limits.ts';
import { encodeIntegers } from './encode-integers.ts';

const halves = new Float64Array(MAX_CHUNK_POINTS);

/**
 * Writes the values at the first `count` positions by their bits: the upper halves as one column of whole numbers, which
 * are near each other when the values are, and the lower halves as another. The sign goes to the lowest bit of the upper
 * half, so that values around zero stay together. The bits are not read as a number: a signalling NaN would not survive it.
 */
export function encodeFloats(writer: BitWriter, values: Float64Array, positions: Float64Array, count: number): void {
  const words = new Uint32Array(values.buffer, values.byteOffset, values.length * 2);
  for (let i = 0; i < count; i++) {
    const upper = words[positions[i]! * 2 + 1]!;
    halves[i] = ((upper << 1) | (upper >>> 31)) >>> 0;
  }
  encodeIntegers(writer, halves, count);
  for (let i = 0; i < count; i++) halves[i] = words[positions[i]! * 2]!;
  encodeIntegers(writer, halves, count);
}
