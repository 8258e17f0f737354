import type { Box } from './box.ts';
import { doOverlap } from './do-overlap.ts';

/**
 * Sews boxes together: from top to bottom, each goes up until it meets another, and one that lies on another goes below it. None is
 * lost, none overlap, and what was packed before stays as it is.
 */
export function packBoxes<T extends Box>(boxes: readonly T[]): T[] {
  const packed: T[] = [];
  for (const box of boxes.toSorted((a, b) => a.y - b.y || a.x - b.x)) packed.push({ ...box, y: rowFor(box, packed) });
  return packed.sort((a, b) => a.y - b.y || a.x - b.x);
}

function rowFor(box: Box, packed: readonly Box[]): number {
  const clash = (y: number) => packed.find(other => doOverlap({ ...box, y }, other));
  let { y } = box;
  for (let other = clash(y); other; other = clash(y)) y = other.y + other.h;
  while (y > 0 && !clash(y - 1)) y--;
  return y;
}
