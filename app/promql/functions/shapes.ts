import type { Expr } from '../ast.ts';
import type { Args, PromqlFunction } from '../eval/call.ts';
import { LabelSet } from '../eval/label-set.ts';
import { selectInstant } from '../eval/select-instant.ts';
import { timesOf } from '../eval/steps.ts';
import { uniqueLabels } from '../eval/unique-labels.ts';
import type { VectorValue } from '../eval/value.ts';

/** Functions between scalars and vectors, and of time itself. */
export const shapes: Readonly<Record<string, PromqlFunction>> = {
  pi: async ({ steps }) => ({ kind: 'scalar', values: new Float64Array(steps.count).fill(Math.PI) }),
  async scalar(args) {
    const { series } = await args.vector(0);
    const values = new Float64Array(args.steps.count).fill(Number.NaN);
    const counts = new Uint32Array(values.length);
    for (const column of series) {
      for (let step = 0; step < values.length; step++)
        if (column.present[step] === 1) values[step] = ++counts[step]! === 1 ? column.values[step]! : Number.NaN;
      const turn = args.evaluation.options.giveTurn();
      if (turn) await turn;
    }
    return { kind: 'scalar', values };
  },
  time: async ({ steps }) => ({
    kind: 'scalar',
    values: timesOf(steps).map(atMs => atMs / 1000),
  }),
  async timestamp(args) {
    const expr = withoutParentheses(args.expr(0));
    // Of a selector, the time of its sample; of everything else, the time at which it is evaluated.
    if (expr.kind === 'selector')
      return nameless(args, await selectInstant(args.evaluation, expr, args.steps, 'timestamp'));
    const { series } = await args.vector(0);
    const times = timesOf(args.steps).map(atMs => atMs / 1000);
    return nameless(args, { kind: 'vector', series: series.map(column => ({ ...column, values: times })) });
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

async function nameless({ evaluation }: Args, { series }: VectorValue): Promise<VectorValue> {
  const columns = series.map(column => ({ ...column, labels: column.labels.withoutName() }));
  return { kind: 'vector', series: await uniqueLabels(evaluation, columns) };
}
