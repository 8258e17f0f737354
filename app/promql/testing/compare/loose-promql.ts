import { inBrackets } from './in-brackets.ts';
import { COUNTERS, SUMMABLE } from './metric-kinds.ts';
import { createOperations } from './operations.ts';
import type { VectorGrammar } from './vector-grammar.ts';
import type { Make } from './wish.ts';

/** Expressions whose numbers may differ in their last bits. */
export function createLoosePromql(grammar: VectorGrammar): readonly Make[] {
  const { scalar, leaf, exact, loose, grouping, matrixOf, matrix, subquery } = grammar;
  const { pick, chance, oddNumber } = grammar.pieces;
  const { arithmetic, angle, sets } = createOperations(grammar);

  return [
    wish =>
      `${pick(['rate', 'increase', 'rate', 'irate'])}(${chance(0.85) ? matrixOf(COUNTERS) : subquery(wish, () => leaf(['requests_total']))})`,
    () => `${pick(['rate', 'increase', 'rate', 'irate'])}(${matrixOf(COUNTERS)})`,
    wish => `${pick(['delta', 'deriv', 'idelta'])}(${matrix(wish, SUMMABLE, exact)})`,
    wish => `predict_linear(${withoutAt(matrix(wish, SUMMABLE, exact))}, ${pick(['60', '3600', '-300'])})`,
    wish =>
      `${pick(['avg', 'stddev', 'stdvar', 'avg', 'max', 'min', 'sum'])}_over_time(${matrix(wish, SUMMABLE, loose)})`,
    wish =>
      `quantile_over_time(${pick(['0.5', '0.9', '0', '1', '0.333', '1.5', '-1'])}, ${matrix(wish, SUMMABLE, loose)})`,
    wish => `${pick(['sum', 'avg', 'avg', 'min', 'max'])}${grouping()} (${loose(wish)})`,
    wish => `${pick(['stddev', 'stdvar'])}${grouping()} (${inBrackets(loose(wish))} > -1e5 < 1e5)`,
    () => `${pick(['sum', 'avg', 'stddev'])}${grouping()} (rate(${matrixOf(COUNTERS)}))`,
    wish => `quantile${grouping()} (${pick(['0.5', '0.9', '0.25', '0', '1', '2'])}, ${loose(wish)})`,
    () =>
      `histogram_quantile(${pick(['0.5', '0.9', '0.99', '0', '1', '0.1', '1.5'])}, ${pick([() => leaf(['wait_bucket']), () => `rate(${matrixOf(['wait_bucket'])})`, () => `sum by (le) (rate(${matrixOf(['wait_bucket'])}))`, () => `sum by (le, host) (increase(${matrixOf(['wait_bucket'])}))`])()})`,
    wish => arithmetic(['+', '-', '*', '/'], wish, loose),
    wish => arithmetic(['/', '^'], wish, exact),
    wish => angle(wish),
    wish => `${pick(['exp', 'atan', 'asinh', 'tanh', 'deg', 'rad', 'sinh', 'cosh'])}(${loose(wish)} / 100)`,
    wish =>
      `${pick(['sqrt', 'ln', 'log2', 'log10', 'acos', 'asin', 'acosh', 'atanh', 'tan', 'sin', 'cos'])}(${exact(wish)})`,
    wish =>
      `${inBrackets(loose(wish))} ${pick(['>', '<', '>=', '<=', '!=', '== bool', '> bool', '< bool'])} ${oddNumber()}`,
    sets,
    wish => `-${inBrackets(loose(wish))}`,
    wish => `vector(${scalar(wish)})`,
  ];
}

/** Prometheus 2.42 evaluates these at the wrong moments: https://github.com/prometheus/prometheus/pull/13559 */
function withoutAt(matrix: string): string {
  return matrix.replace(/ @ (?:[\d.]+|start\(\)|end\(\))(?= offset \S+$|$)/, '');
}
