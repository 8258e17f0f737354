import { inBrackets } from './in-brackets.ts';
import type { VectorGrammar } from './vector-grammar.ts';
import type { Make, Wish } from './wish.ts';

/** `on` labels with a one side that has one element for each of them, most of the time. */
const MATCHED = [
  ['warmth', 'limit', 'house'],
  ['damp', 'limit', 'house'],
  ['starts_total', 'limit', 'house'],
  ['requests_total', 'load', 'host'],
  ['build', 'load', 'host'],
  ['wait_bucket', 'load', 'host'],
] as const;

/** Pairs of metrics with the same labels. */
const TWINS = [
  ['warmth', 'damp'],
  ['damp', 'starts_total'],
  ['warmth', 'warmth'],
  ['damp', 'damp'],
  ['requests_total', 'requests_total'],
  ['load', 'load'],
] as const;

/** Operators between expressions. */
export function createOperations(grammar: VectorGrammar) {
  const { vector, scalar, leaf, deeper, exact, labels } = grammar;
  const { pick, chance, label } = grammar.pieces;

  const arithmetic = (op: readonly string[], wish: Wish, side: Make): string => {
    const kind = pick(['twins', 'twins', 'matched', 'matched', 'any', 'number', 'number', 'number']);
    if (kind === 'number') {
      const sides = [side(deeper(wish)), scalar(wish)];
      return (chance(0.3) ? sides.reverse() : sides).map(inBrackets).join(` ${pick(op)} `);
    }
    if (kind === 'any') {
      const match = pick(['', ` on (${labels()})`, ` ignoring (${labels()})`, ` on (${label()}) group_left ()`]);
      return `${inBrackets(side(deeper(wish)))} ${pick(op)}${match} ${inBrackets(side(deeper(wish)))}`;
    }
    if (kind === 'twins') {
      const [left, right] = pick(TWINS);
      return `${leaf([left])} ${pick(op)}${pick(['', '', ' ignoring ()', ' ignoring (none)'])} ${leaf([right])}`;
    }
    const [many, one, on] = pick(MATCHED);
    const include = pick(['', ' ()', ' (none)', ` (${label()})`]);
    const inside = wish.depth > 1 && chance(0.4) ? `max by (${on}) (${side(deeper(wish))})` : leaf([one]);
    if (chance(0.2)) return `${inside} ${pick(op)} on (${on}) group_right${include} ${leaf([many])}`;
    return `${leaf([many])} ${pick(op)} on (${on}) group_left${include} ${inside}`;
  };

  /** Prometheus 2 leaves the name on what is left of `atan2`, so it goes before. */
  const angle = (wish: Wish): string => {
    if (chance(0.4)) return `(-${inBrackets(exact(wish))}) atan2 ${scalar(wish)}`;
    const [left, right] = pick(TWINS);
    return `(-${leaf([left])}) atan2 ${leaf([right])}`;
  };

  const sets = (wish: Wish): string => {
    const match = pick(['', ` on (${labels()})`, ` on (house)`, ` ignoring (${labels()})`]);
    return `${inBrackets(vector(deeper(wish)))} ${pick(['and', 'or', 'unless', 'or'])}${match} ${inBrackets(vector(deeper(wish)))}`;
  };

  function compare(wish: Wish): string {
    const op = ['==', '!=', '>', '<', '>=', '<=', '== bool', '> bool', '< bool', '!= bool', '<= bool'];
    if (chance(0.4)) return `${inBrackets(exact(wish))} ${pick(op)} ${pick(['1', '10', '20', '0', '100000', '-1'])}`;
    return arithmetic(op, wish, exact).replace(/^([-\d.]+|\w+\(\)) (\S+) (?=[-\d.]+$)/, '$1 $2 bool ');
  }

  return { arithmetic, angle, sets, compare };
}
