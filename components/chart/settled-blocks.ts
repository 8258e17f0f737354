/** Steps of a block: fewer make more groups to name with each drawing, more leave more at the ends to draw anew. */
const BLOCK_STEPS = 32;
/** The newest steps may still change: readings come late, and the last one is not over. */
const OPEN_STEPS = 4;
/** Numbers start over after so many blocks, which is more than a chart has. */
const NUMBERS = 100;

/** A part of a grid, as indexes of its values; both ends are in it, and neighbours share theirs. */
export type Block = { number: number; from: number; to: number };

/**
 * What does not change while time moves on by a step: the whole blocks in a window of `count` steps that begins at the step
 * `first`, counted from any fixed moment. A block keeps its number wherever the window stands.
 */
export function settledBlocks(first: number, count: number): Block[] {
  const blocks: Block[] = [];
  const last = first + count - 1 - OPEN_STEPS;
  for (let block = Math.ceil(first / BLOCK_STEPS); (block + 1) * BLOCK_STEPS <= last; block++) {
    const from = block * BLOCK_STEPS - first;
    blocks.push({ number: block % NUMBERS, from, to: from + BLOCK_STEPS });
  }
  return blocks;
}
