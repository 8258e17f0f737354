import type { Column } from '../eval/value.ts';
import { mean } from '../math/mean.ts';
import { reduceSteps } from './reduce-steps.ts';

type GiveTurn = () => Promise<void> | undefined;

/** The sum at each step, with a correction for what rounding loses, as in `kahan-sum.ts`. */
export async function addUpColumns(columns: readonly Column[], result: Column, giveTurn: GiveTurn): Promise<void> {
  const lost = new Float64Array(result.values.length);
  for (const column of columns) {
    addColumn(column, result, lost);
    const turn = giveTurn();
    if (turn) await turn;
  }
  // Infinities leave NaN as what was lost.
  for (let step = 0; step < lost.length; step++)
    if (Number.isFinite(result.values[step])) result.values[step]! += lost[step]!;
}

function addColumn({ values, present }: Column, result: Column, lost: Float64Array): void {
  const sums = result.values;
  for (let step = 0; step < values.length; step++) {
    if (present[step] !== 1) continue;
    const value = values[step]!;
    const sum = sums[step]!;
    const next = sum + value;
    lost[step]! += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
    sums[step] = next;
    result.present[step] = 1;
  }
}

/** The mean at each step, also where the sum itself would be too large for a number. */
export async function averageColumns(columns: readonly Column[], result: Column, giveTurn: GiveTurn): Promise<void> {
  await addUpColumns(columns, result, giveTurn);
  if (result.values.every(Number.isFinite)) {
    const counts = countColumns(columns, result.values.length);
    for (let step = 0; step < counts.length; step++) result.values[step]! /= counts[step]! || 1;
  } else await reduceSteps(columns, result, giveTurn, numbers => mean(numbers));
}

function countColumns(columns: readonly Column[], length: number): Uint32Array {
  const counts = new Uint32Array(length);
  for (const { present } of columns) for (let step = 0; step < length; step++) counts[step]! += present[step]!;
  return counts;
}
