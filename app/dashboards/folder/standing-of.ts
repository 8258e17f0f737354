import type { DashboardDefinition } from '../definition.ts';
import { isSameBoard } from '../file/is-same-board.ts';

/**
 * How a dashboard and its file stand to each other:
 *
 * - `agrees`: they are the same.
 * - `newer`: only the file was changed, or is new; it is taken over.
 * - `edited`, `deleted`: only the dashboard was changed, or was deleted; the file is left.
 * - `conflict`: both were changed. A person decides.
 * - `gone`: the file was removed; the dashboard stays.
 */
export type Standing = 'agrees' | 'newer' | 'edited' | 'deleted' | 'conflict' | 'gone';

export interface Sides {
  readonly mine: DashboardDefinition | undefined;
  readonly theirs: DashboardDefinition | undefined;
  /** As both were when they were the same. Undefined: they never were. */
  readonly agreed: DashboardDefinition | undefined;
}

/** Undefined: there is neither of them any more. */
export function standingOf({ mine, theirs, agreed }: Sides): Standing | undefined {
  if (!theirs) return mine && 'gone';
  const isFileUntouched = agreed !== undefined && isSameBoard(theirs, agreed);
  if (!mine) return isFileUntouched ? 'deleted' : agreed === undefined ? 'newer' : 'conflict';
  if (isSameBoard(mine, theirs)) return 'agrees';
  if (isFileUntouched) return 'edited';
  return agreed !== undefined && isSameBoard(mine, agreed) ? 'newer' : 'conflict';
}
