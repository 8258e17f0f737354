const TWO_TO_32 = 2 ** 32;

/** Bits that a whole number from 0 to below 2^53 takes: 0 for 0, 8 for 255. */
export function bitLength(number: number): number {
  return number < TWO_TO_32 ? 32 - Math.clz32(number) : 64 - Math.clz32(number / TWO_TO_32);
}
