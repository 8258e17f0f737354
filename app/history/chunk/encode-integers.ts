import type { BitWriter } from './bit-writer.ts';
import { chooseOrder, type Order } from './choose-order.ts';
import { BLOCK_POINTS, HAS_FACTOR, IS_NEGATIVE } from './chunk-format.ts';
import { MAX_CHUNK_POINTS } from './chunk-limits.ts';
import { commonFactor } from './common-factor.ts';
import { encodeBlock } from './encode-block.ts';

const residuals = new Float64Array(MAX_CHUNK_POINTS);

/**
 * Writes the first `count` (1 or more) whole numbers, each below 2^53, all less than 2^52 from each other: the first one,
 * then for the others the distance from it in units of the common factor, differenced zero to two times, in blocks.
 */
export function encodeIntegers(writer: BitWriter, numbers: Float64Array, count: number): void {
  const first = numbers[0]!;
  const factor = commonFactor(numbers, count);
  const order = chooseOrder(residuals, count, toUnits(numbers, count, factor));
  writer.writeByte(order | (first < 0 ? IS_NEGATIVE : 0) | (factor === 1 ? 0 : HAS_FACTOR));
  writer.writeUnsigned(Math.abs(first));
  if (factor !== 1) writer.writeUnsigned(factor);
  difference(count, order);
  let centre = 0;
  for (let from = 1; from < count; from += BLOCK_POINTS)
    centre = encodeBlock(writer, residuals, from, Math.min(BLOCK_POINTS, count - from), centre);
}

function toUnits(numbers: Float64Array, count: number, factor: number): number {
  const first = numbers[0]!;
  let largest = 0;
  for (let i = 0; i < count; i++) {
    const units = (numbers[i]! - first) / factor;
    residuals[i] = units;
    largest = Math.max(largest, Math.abs(units));
  }
  return largest;
}

/** In place, backwards; what would be before the first number is as the first, zero. */
function difference(count: number, order: Order): void {
  for (let pass = 0; pass < order; pass++) for (let i = count - 1; i > 0; i--) residuals[i]! -= residuals[i - 1]!;
}
