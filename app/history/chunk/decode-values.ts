import type { BitReader } from './bit-reader.ts';
import { ALL_FLOATS } from './chunk-format.ts';
import { MAX_CHUNK_POINTS } from './chunk-limits.ts';
import { CorruptChunkError } from './corrupt-chunk-error.ts';
import { MAX_EXPONENT, POWERS_OF_TEN } from './decimal-exponent.ts';
import { decodeFloats } from './decode-floats.ts';
import { decodeIntegers } from './decode-integers.ts';

const everyPosition = Float64Array.from({ length: MAX_CHUNK_POINTS }, (_, at) => at);
const positions = new Float64Array(MAX_CHUNK_POINTS);

/** Writes the `count` values that `encodeValues` wrote into `out` from `at` on. */
export function decodeValues(reader: BitReader, out: Float64Array, at: number, count: number): void {
  const exponent = reader.readByte();
  if (exponent === ALL_FLOATS) {
    decodeFloats(reader, out, at, everyPosition, count);
    return;
  }
  if (exponent > MAX_EXPONENT) throw new CorruptChunkError('The values of the chunk are of an unknown kind');
  decodeIntegers(reader, out, at, count);
  if (exponent > 0) divide(out, at, at + count, POWERS_OF_TEN[exponent]!);
  const odd = reader.readUnsigned();
  if (odd > count) throw new CorruptChunkError('The chunk has more odd values than values');
  if (odd === 0) return;
  decodeIntegers(reader, positions, 0, odd);
  for (let i = 0; i < odd; i++)
    if (!(positions[i]! >= 0 && positions[i]! < count))
      throw new CorruptChunkError('A value of the chunk is out of place');
  decodeFloats(reader, out, at, positions, odd);
}

/** Not times a tenth: only the quotient is the float64 that lies next to the decimal number. */
function divide(out: Float64Array, from: number, to: number, divisor: number): void {
  for (let i = from; i < to; i++) out[i]! /= divisor;
}
