import type { Expr } from '../ast.ts';
import type { PromqlFunction } from '../eval/call.ts';
import { LabelSet } from '../eval/label-set.ts';
import { selectInstant } from '../eval/select-instant.ts';
import { timeOf } from '../eval/steps.ts';
import { uniqueLabels } from '../eval/unique-labels.ts';
import type { VectorValue } from '../eval/value.ts';

/** Functions between scalars and vectors, and of time itself. */
export const shapes: Readonly<Record<string, PromqlFunction>> = {
  pi: async ({ steps }) => ({ kind: 'scalar', values: new Float64Array(steps.count).fill(Math.PI) }),
  async scalar(args) {
    const { series } = await args.vector(0);
    const values = Float64Array.from({ length: args.steps.count }, (_, step) => {
      const there = series.filter(({ present }) => present[step] === 1);
      return there.length === 1 ? there[0]!.values[step]! : Number.NaN;
    });
    return { kind: 'scalar', values };
  },
  time: async ({ steps }) => ({
    kind: 'scalar',
    values: Float64Array.from({ length: steps.count }, (_, step) => timeOf(steps, step) / 1000),
  }),
  async timestamp(args) {
    const expr = withoutParentheses(args.expr(0));
    // Of a selector, the time of its sample; of everything else, the time at which it is evaluated.
    if (expr.kind === 'selector') return nameless(await selectInstant(args.evaluation, expr, args.steps, 'timestamp'));
    const { series } = await args.vector(0);
    const times = Float64Array.from({ length: args.steps.count }, (_, step) => timeOf(args.steps, step) / 1000);
    return nameless({ kind: 'vector', series: series.map(column => ({ ...column, values: times })) });
  },
  async vector(args) {
    const { values } = await args.scalar(0);
    return {
      kind: 'vector',
      series: [{ labels: LabelSet.NONE, values, present: new Uint8Array(values.length).fill(1) }],
    };
  },
};

function withoutParentheses(expr: Expr): Expr {
  return expr.kind === 'parentheses' ? withoutParentheses(expr.expr) : expr;
}

function nameless({ series }: VectorValue): VectorValue {
  const columns = series.map(column => ({ ...column, labels: column.labels.withoutName() }));
  return { kind: 'vector', series: uniqueLabels(columns) };
}
