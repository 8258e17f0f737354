import { AGGREGATIONS } from '../aggregations-table.ts';
import type { ValueType } from '../ast.ts';
import { FUNCTIONS, type PromqlFunction } from '../functions-table.ts';
import type { Completion } from './completion.ts';
import { FUNCTION_HELP } from './function-help.ts';

const TYPES: Readonly<Record<ValueType, string>> = {
  scalar: 'number',
  vector: 'series',
  matrix: 'series[5m]',
  string: '"text"',
};

const USUAL =
  /^(sum|avg|max|min|count|topk|rate|increase|histogram_quantile|avg_over_time|max_over_time|min_over_time)$/;

/** The functions and aggregations that are offered, each with what it takes and what it gives. */
export const LANGUAGE_NAMES: readonly Completion[] = [
  ...Array.from(AGGREGATIONS, ([name, { param }]) =>
    toCompletion('aggregation', name, `${name}(${param ? `${TYPES[param]}, ` : ''}series) by (label)`),
  ),
  ...Array.from(FUNCTIONS)
    .filter(([, { isExperimental }]) => !isExperimental)
    .map(([name, known]) => toCompletion('function', name, `${name}(${argsOf(known)})`)),
];

function toCompletion(kind: 'function' | 'aggregation', name: string, detail: string): Completion {
  return { kind, name, insert: `${name}(`, detail, help: FUNCTION_HELP[name], isUsual: USUAL.test(name) };
}

/** What may be left out stands in brackets as in manuals. */
function argsOf({ args, optional, isRepeated }: PromqlFunction): string {
  const needed = args.slice(0, args.length - optional).map(type => TYPES[type]);
  const left = args.slice(args.length - optional).map(type => TYPES[type] + (isRepeated ? ', …' : ''));
  return left.length === 0
    ? needed.join(', ')
    : `${needed.join(', ')}[${needed.length > 0 ? ', ' : ''}${left.join(', ')}]`;
}
