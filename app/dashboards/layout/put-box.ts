import type { Box } from './box.ts';
import { doOverlap } from './do-overlap.ts';
import { packBoxes } from './pack-boxes.ts';

/**
 * Puts a box among packed others, where somebody wants it. What it lies on goes below; but a box that it covers from the lower half on
 * stays, and it goes below that one itself. Then everything moves up as far as it can.
 */
export function putBox<T extends Box>(others: readonly T[], wanted: T): T[] {
  const packed = packBoxes(others);
  const box = { ...wanted, y: rowBelow(packed, wanted) };
  const below = box.y + box.h;
  return packBoxes([...packed.map(other => (doOverlap(box, other) ? { ...other, y: below } : other)), box]);
}

function rowBelow(others: readonly Box[], wanted: Box): number {
  let { y } = wanted;
  const inTheWay = () => others.find(other => doOverlap({ ...wanted, y }, other) && y >= other.y + other.h / 2);
  for (let other = inTheWay(); other; other = inTheWay()) y = other.y + other.h;
  return y;
}
