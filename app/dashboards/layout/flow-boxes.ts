import { COLUMNS } from '../definition.ts';
import type { Box } from './box.ts';

/**
 * Where boxes come to stand when they flow, as the grid of the page lays them: row by row, each at the first place that is free behind
 * the one before. `standing` are those that have their place already; the flow begins in the row of the lowest of them.
 */
export function flowBoxes<T extends Pick<Box, 'w' | 'h'>>(
  boxes: readonly T[],
  standing: readonly Box[] = [],
): (T & Box)[] {
  const taken = new Set(standing.flatMap(cellsOf));
  const fits = (box: Box) => box.x + box.w <= COLUMNS && cellsOf(box).every(cell => !taken.has(cell));
  let cursor = { x: 0, y: Math.max(0, ...standing.map(({ y }) => y)) };
  return boxes.map(box => {
    let placed = { ...box, ...cursor };
    while (!fits(placed)) {
      const isRowFull = placed.x + box.w >= COLUMNS;
      placed = isRowFull ? { ...placed, x: 0, y: placed.y + 1 } : { ...placed, x: placed.x + 1 };
    }
    for (const cell of cellsOf(placed)) taken.add(cell);
    cursor = { x: placed.x, y: placed.y };
    return placed;
  });
}

function cellsOf({ x, y, w, h }: Box): string[] {
  return Array.from({ length: w * h }, (_, i) => `${x + (i % w)},${y + Math.floor(i / w)}`);
}
