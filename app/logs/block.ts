/** Lines of one block, a power of two: their numbers follow each other. */
export const BLOCK_LINES = 32;

export function blockOf(seq: number): number {
  return Math.floor(seq / BLOCK_LINES);
}
