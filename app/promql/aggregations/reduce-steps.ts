import type { Column } from '../eval/value.ts';

/** Numbers between two looks at the clock. */
const NUMBERS_PER_LOOK = 10_000;

/** Puts the numbers of each step together, and what `reduce` makes of them into `result`. It may change their order. */
export async function reduceSteps(
  columns: readonly Column[],
  result: Column,
  giveTurn: () => Promise<void> | undefined,
  reduce: (numbers: Float64Array, step: number) => number,
): Promise<void> {
  const numbers = new Float64Array(columns.length);
  let met = 0;
  for (let step = 0; step < result.values.length; step++) {
    const size = gather(columns, step, numbers);
    if (size > 0) {
      result.values[step] = reduce(numbers.subarray(0, size), step);
      result.present[step] = 1;
    }
    met += columns.length;
    if (met < NUMBERS_PER_LOOK) continue;
    met = 0;
    const turn = giveTurn();
    if (turn) await turn;
  }
}

function gather(columns: readonly Column[], step: number, into: Float64Array): number {
  let size = 0;
  for (const { values, present } of columns) if (present[step] === 1) into[size++] = values[step]!;
  return size;
}
