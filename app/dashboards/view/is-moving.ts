import type { BoardView } from './board-view.ts';

/** False where the range stands still: what is drawn once stays so. */
export function isMoving({ range: { end } }: Pick<BoardView, 'range'>): boolean {
  return !(end && 'atMs' in end);
}
