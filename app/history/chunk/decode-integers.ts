import type { BitReader } from './bit-reader.ts';
import { BLOCK_POINTS, HAS_FACTOR, IS_NEGATIVE, ORDER_MASK } from './chunk-format.ts';
import { CorruptChunkError } from './corrupt-chunk-error.ts';
import { decodeBlock } from './decode-block.ts';

/** Writes the `count` whole numbers that `encodeIntegers` wrote into `out` from `at` on. */
export function decodeIntegers(reader: BitReader, out: Float64Array, at: number, count: number): void {
  const head = reader.readByte();
  const order = head & ORDER_MASK;
  if (order > 2 || head > (ORDER_MASK | IS_NEGATIVE | HAS_FACTOR))
    throw new CorruptChunkError('A column of the chunk is of an unknown kind');
  const magnitude = reader.readUnsigned();
  const factor = head & HAS_FACTOR ? reader.readUnsigned() : 1;
  out[at] = 0;
  let centre = 0;
  for (let from = 1; from < count; from += BLOCK_POINTS)
    centre = decodeBlock(reader, out, at + from, Math.min(BLOCK_POINTS, count - from), centre);
  for (let pass = 0; pass < order; pass++) accumulate(out, at, at + count);
  scale(out, at, at + count, factor, head & IS_NEGATIVE ? -magnitude : magnitude);
}

function accumulate(out: Float64Array, from: number, to: number): void {
  let sum = 0;
  for (let i = from; i < to; i++) {
    sum += out[i]!;
    out[i] = sum;
  }
}

function scale(out: Float64Array, from: number, to: number, factor: number, first: number): void {
  for (let i = from; i < to; i++) out[i] = first + out[i]! * factor;
}
