import { inBrackets } from './in-brackets.ts';
import { ALL, SUMMABLE } from './metric-kinds.ts';
import { createOperations } from './operations.ts';
import type { VectorGrammar } from './vector-grammar.ts';
import type { Make } from './wish.ts';

/** Expressions whose numbers are the same to the last bit. */
export function createExactPromql(grammar: VectorGrammar): readonly Make[] {
  const { vector, scalar, leaf, deeper, exact, grouping, matrixOf, matrix } = grammar;
  const { pick, chance, label, number } = grammar.pieces;
  const { arithmetic, compare, sets } = createOperations(grammar);

  /** A number of elements that changes over time, unless they are of one moment: then Prometheus takes the first one for all. */
  const ranked = (elements: string) =>
    `${pick(['1', '2', '3', elements.includes('@') ? '4' : 'scalar(limit{house="a"}) / 8'])}, ${elements}`;

  return [
    wish => `${pick(['last', 'max', 'min', 'count', 'present'])}_over_time(${matrix(wish, ALL, exact)})`,
    () => `sum_over_time(${matrixOf(SUMMABLE)})`,
    wish => `${pick(['changes', 'resets', 'idelta'])}(${matrix(wish, SUMMABLE, exact)})`,
    wish => `${pick(['abs', 'ceil', 'floor', 'sgn'])}(${exact(wish)})`,
    wish => `round(${exact(wish)}${pick(['', ', 0.5', ', 8'])})`,
    wish => `clamp(${exact(wish)}, ${number()}, ${pick(['5', '20', '1e9'])})`,
    wish => `${pick(['clamp_min', 'clamp_max'])}(${exact(wish)}, ${number()})`,
    wish => arithmetic(['+', '-', '*', '+', '-', '%'], wish, exact),
    wish => arithmetic(['+', '-', '*', '+', '-', '%'], wish, exact),
    wish => compare(wish),
    wish => compare(wish),
    sets,
    wish => `-${inBrackets(exact(wish))}`,
    wish => `${pick(['min', 'max', 'count', 'group'])}${grouping()} (${exact(wish)})`,
    () => `sum${grouping()} (${leaf(SUMMABLE)})`,
    wish => `count_values${grouping()} (${pick(['"value"', '"room"', '"house"'])}, ${exact(wish)})`,
    wish =>
      `${pick(['topk', 'bottomk'])}${pick(['', ' by (house)', ' without (room)'])} (${ranked(vector(deeper(wish, { isUnique: true })))})`,
    () =>
      `${pick(['day_of_month', 'day_of_week', 'day_of_year', 'days_in_month', 'hour', 'minute', 'month', 'year'])}(${chance(0.2) ? '' : leaf(chance(0.7) ? ['moment'] : SUMMABLE)})`,
    wish => `timestamp(${chance(0.7) ? withoutBoth(leaf(ALL)) : exact(wish)})`,
    wish =>
      `label_replace(${vector(deeper(wish))}, "${label()}", "${pick(['x$1', '$name', '', 'new', '$$1$2'])}", "${label()}", "${pick(['(.*)', '(.)(.*)', '(?P<name>[a-z]+)', 'none', '.+'])}")`,
    wish => `label_join(${vector(deeper(wish))}, "${label()}", "${pick([',', '', '-'])}", "${label()}", "${label()}")`,
    wish => `absent(${chance(0.5) ? leaf(ALL) : exact(wish)})`,
    wish => `absent_over_time(${matrix(wish, ALL, exact)})`,
    wish => `vector(${scalar(wish)})`,
    wish => `scalar(${exact(wish)})`,
  ];
}

/** Of `@` and an offset `timestamp` forgets the offset, in Prometheus 2 and 3. */
function withoutBoth(selector: string): string {
  return selector.replace(/( @ \S+) offset \S+$/, '$1');
}
