import { METRIC_LABEL } from '../../history/labels/label-postings.ts';
import type { Expr } from '../ast.ts';
import type { Args, PromqlFunction } from '../eval/call.ts';
import { LabelSet } from '../eval/label-set.ts';
import { anyOf } from '../eval/masks.ts';
import { type Column, createColumn, type VectorValue } from '../eval/value.ts';
import { computeWindows } from './in-windows.ts';

/** One element where there is none. */
export const absence: Readonly<Record<string, PromqlFunction>> = {
  absent: async args => absent(args, (await args.vector(0)).series),
  absent_over_time: async args => absent(args, (await computeWindows(args, 0, () => () => 1, true)).series),
};

function absent(args: Args, series: readonly Column[]): VectorValue {
  const { count } = args.steps;
  const column = createColumn(expectedLabels(args.expr(0)), count);
  const there = anyOf(
    series.map(({ present }) => present),
    count,
  );
  for (let step = 0; step < count; step++) {
    if (there[step] === 1) continue;
    column.values[step] = 1;
    column.present[step] = 1;
  }
  return { kind: 'vector', series: column.present.includes(1) ? [column] : [] };
}

/** What the missing element would be called, as far as the selector says: labels that are asked for once, and exactly. */
function expectedLabels(expr: Expr): LabelSet {
  if (expr.kind === 'parentheses') return expectedLabels(expr.expr);
  const selector = expr.kind === 'matrix' ? expr.selector : expr;
  if (selector.kind !== 'selector') return LabelSet.NONE;
  const byLabel = Map.groupBy(selector.matchers, ({ label }) => label);
  byLabel.delete(METRIC_LABEL);
  const exact = Array.from(byLabel).filter(([, matchers]) => matchers.length === 1 && matchers[0]!.op === '=');
  return LabelSet.from(Object.fromEntries(exact.map(([label, [matcher]]) => [label, matcher!.value])));
}
