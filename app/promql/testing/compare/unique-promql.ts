import { UNIQUE } from './metric-kinds.ts';
import type { VectorGrammar } from './vector-grammar.ts';
import type { Make } from './wish.ts';

/** Expressions of which no two elements are equal. */
export function createUniquePromql({ vector, leaf, deeper, matrixOf, pieces }: VectorGrammar): readonly Make[] {
  const { pick, selector, moment } = pieces;
  return [
    () => `${pick(['last', 'max', 'min'])}_over_time(${matrixOf(UNIQUE)})`,
    wish => `${vector(deeper(wish))} ${pick(['+', '-', '*'])} ${pick(['2', '0.5', '8'])}`,
    () =>
      `${pick(['sum', 'max', 'min'])} by (${pick(['house', 'room', 'house, room'])}) (${selector('warmth')}${moment()})`,
    wish => `${pick(['topk', 'bottomk'])}(${pick(['1', '2', '3', '5', '0', '-1', '100'])}, ${vector(deeper(wish))})`,
    () => `abs(${selector('warmth')}${moment()} + 100000)`,
    wish => `label_replace(${vector(deeper(wish))}, "more", "x-$1", "house", "(.*)")`,
    () => leaf(UNIQUE),
  ];
}
