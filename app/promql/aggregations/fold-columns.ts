import type { Column } from '../eval/value.ts';

/** What is so far, and one more number. */
export type Fold = (so: number, value: number) => number;

/** Takes column after column into `result`. `first` is of the first number at a step, if that is not the number itself. */
export async function foldColumns(
  columns: readonly Column[],
  result: Column,
  giveTurn: () => Promise<void> | undefined,
  next: Fold,
  first?: (value: number) => number,
): Promise<void> {
  for (const column of columns) {
    foldColumn(column, result, next, first);
    const turn = giveTurn();
    if (turn) await turn;
  }
}

function foldColumn(
  { values, present }: Column,
  result: Column,
  next: Fold,
  first: ((value: number) => number) | undefined,
): void {
  for (let step = 0; step < values.length; step++) {
    if (present[step] !== 1) continue;
    const value = values[step]!;
    result.values[step] = result.present[step] === 1 ? next(result.values[step]!, value) : first ? first(value) : value;
    result.present[step] = 1;
  }
}
