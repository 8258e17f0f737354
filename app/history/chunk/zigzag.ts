/**
 * Signed to unsigned whole numbers, small ones staying small: 0, -1, 1, -2 become 0, 1, 2, 3.
 * Takes what is above -2^52 and below 2^52. (Protocol Buffers, "Encoding": ZigZag.)
 */
export function toZigzag(signed: number): number {
  return signed < 0 ? -2 * signed - 1 : 2 * signed;
}

/** The way back. */
export function fromZigzag(unsigned: number): number {
  const half = Math.floor(unsigned / 2);
  return half * 2 === unsigned ? half : -half - 1;
}
