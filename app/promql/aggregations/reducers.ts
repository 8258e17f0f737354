import type { Column } from '../eval/value.ts';
import { quantile } from '../math/quantile.ts';
import { variance } from '../math/variance.ts';
import { addUpColumns, averageColumns } from './add-up-columns.ts';
import { type Fold, foldColumns } from './fold-columns.ts';
import { reduceSteps } from './reduce-steps.ts';

type GiveTurn = () => Promise<void> | undefined;

/** Writes into `result`, which is empty, one number for those of all columns at each step. `params` are of the steps, too. */
export type Reduce = (
  columns: readonly Column[],
  result: Column,
  giveTurn: GiveTurn,
  params: Float64Array | undefined,
) => Promise<void>;

/** Aggregations that make one number of those of a group, wherever there is one at least. */
export const reducers: Readonly<Record<string, Reduce>> = {
  sum: addUpColumns,
  avg: averageColumns,
  min: folding((so, value) => (value < so || Number.isNaN(so) ? value : so)),
  max: folding((so, value) => (value > so || Number.isNaN(so) ? value : so)),
  count: folding(
    so => so + 1,
    () => 1,
  ),
  group: folding(
    () => 1,
    () => 1,
  ),
  stddev: (columns, result, giveTurn) =>
    reduceSteps(columns, result, giveTurn, numbers => Math.sqrt(variance(numbers))),
  stdvar: (columns, result, giveTurn) => reduceSteps(columns, result, giveTurn, numbers => variance(numbers)),
  quantile: (columns, result, giveTurn, params) =>
    reduceSteps(columns, result, giveTurn, (numbers, step) => quantile(params![step]!, numbers)),
};

function folding(next: Fold, first?: (value: number) => number): Reduce {
  return (columns, result, giveTurn) => foldColumns(columns, result, giveTurn, next, first);
}
