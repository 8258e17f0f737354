import type { Box } from './box.ts';

export function doOverlap(one: Box, other: Box): boolean {
  return isBeside(one, other) && one.y < other.y + other.h && other.y < one.y + one.h;
}

/** Whether they share a column. */
function isBeside(one: Box, other: Box): boolean {
  return one.x < other.x + other.w && other.x < one.x + one.w;
}
