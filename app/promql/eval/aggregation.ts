import { METRIC_LABEL } from '../../history/labels/label-postings.ts';
import { countValues } from '../aggregations/count-values.ts';
import { pickRanked } from '../aggregations/pick-ranked.ts';
import { reducers } from '../aggregations/reducers.ts';
import type { Aggregation } from '../ast.ts';
import { PromqlError } from '../promql-error.ts';
import type { Evaluation } from './evaluation.ts';
import type { LabelSet } from './label-set.ts';
import type { Steps } from './steps.ts';
import { type Column, createColumn, type ScalarValue, type Value, type VectorValue } from './value.ts';

const OFFERED: ReadonlySet<string> = new Set([...Object.keys(reducers), 'topk', 'bottomk', 'count_values']);

/** What puts the elements of each step in order, and how often it looks at each of them meanwhile. */
const ORDERING: ReadonlySet<string> = new Set(['topk', 'bottomk', 'quantile']);
const LOOKS_TO_ORDER = 16;

/** What Prometheus can count to. */
const MAX_COUNT = 2 ** 63;

/** Columns that go together. */
interface Group {
  readonly labels: LabelSet;
  readonly columns: readonly Column[];
}

export async function evaluateAggregation(
  evaluation: Evaluation,
  expr: Aggregation,
  steps: Steps,
): Promise<VectorValue> {
  if (!OFFERED.has(expr.op))
    throw new PromqlError(`${expr.op} is experimental in Prometheus, and not offered here.`, expr.span);
  const value = await evaluation.evaluate(expr.expr, steps);
  if (value.kind !== 'vector') throw new PromqlError(`${expr.op} needs a vector.`, expr.span);
  const param = expr.param && (await evaluation.evaluate(expr.param, steps));
  if (expr.op !== 'quantile' && param?.kind === 'scalar') requireCounts(param, expr);
  if (expr.op === 'count_values') {
    const label = requireLabel(param, expr);
    return { kind: 'vector', series: await countValues(evaluation, value.series, expr, label) };
  }
  const series: Column[] = [];
  for (const group of await groupColumns(evaluation, value.series, expr))
    series.push(...(await aggregate(evaluation, expr, group, param, steps)));
  return { kind: 'vector', series };
}

async function groupColumns(
  { options }: Evaluation,
  columns: readonly Column[],
  { grouping, isWithout }: Aggregation,
): Promise<Group[]> {
  const names = new Set(isWithout ? [...grouping, METRIC_LABEL] : grouping);
  const groups = new Map<string, { labels: LabelSet; columns: Column[] }>();
  for (const column of columns) {
    const labels = isWithout ? column.labels.without(names) : column.labels.only(names);
    const group = groups.get(labels.key) ?? { labels, columns: [] };
    groups.set(labels.key, group);
    group.columns.push(column);
    const turn = options.giveTurn();
    if (turn) await turn;
  }
  return Array.from(groups.values());
}

async function aggregate(
  evaluation: Evaluation,
  expr: Aggregation,
  { labels, columns }: Group,
  param: Value | undefined,
  steps: Steps,
): Promise<Column[]> {
  const { op } = expr;
  const { giveTurn } = evaluation.options;
  if (ORDERING.has(op)) evaluation.spend(columns.length * steps.count * LOOKS_TO_ORDER);
  if (op === 'topk' || op === 'bottomk') return pickRanked(columns, requireNumbers(param, expr), op, giveTurn);
  const result = createColumn(labels, steps.count);
  await reducers[op]!(columns, result, giveTurn, op === 'quantile' ? requireNumbers(param, expr) : undefined);
  return [result];
}

function requireCounts({ values }: ScalarValue, { op, param }: Aggregation): void {
  const odd = values.find(value => !(Math.abs(value) < MAX_COUNT));
  if (odd !== undefined)
    throw new PromqlError(`${op} needs to know how many: ${odd} is no number of elements.`, param!.span);
}

function requireNumbers(param: Value | undefined, { op, span }: Aggregation): Float64Array {
  if (param?.kind !== 'scalar') throw new PromqlError(`${op} needs a number first.`, span);
  return param.values;
}

function requireLabel(param: Value | undefined, { op, span }: Aggregation): string {
  if (param?.kind !== 'string' || param.value === '')
    throw new PromqlError(`${op} needs the name of a label first, in quotes.`, span);
  return param.value;
}
