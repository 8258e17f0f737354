import { createRandom } from '../../../testing/random.ts';
import { createExactPromql } from './exact-promql.ts';
import { createLoosePromql } from './loose-promql.ts';
import { ALL, SUMMABLE, UNIQUE } from './metric-kinds.ts';
import { createQueryPieces, type QueryPieces } from './query-pieces.ts';
import { createUniquePromql } from './unique-promql.ts';
import { unreadable } from './unreadable-promql.ts';
import type { VectorGrammar } from './vector-grammar.ts';
import type { Make, Wish } from './wish.ts';

/**
 * Queries by chance whose answers can be compared with those of Prometheus 2.42 to the last few bits: the same ones for the same seed.
 * What is left out, and why, is in `left-out.md`.
 */
export function createComparablePromql(seed: number): () => string {
  const random = createRandom(seed);
  const pieces = createQueryPieces(random);
  const { pick, chance } = pieces;
  const make = createVectors(pieces);
  return () => {
    if (chance(0.04)) return unreadable(pieces, make({ depth: 1, phase: 'half' }));
    const depth = pick([1, 2, 3, 3, 4]);
    if (chance(0.06))
      return pick([
        () => `sort(${make({ depth, phase: 'half', isUnique: true })})`,
        () => `sort_desc(${make({ depth, phase: 'half', isUnique: true })})`,
      ])();
    return make({ depth, phase: 'half' });
  };
}

function createVectors(pieces: QueryPieces): Make {
  const { pick, chance, selector, moment, range, number, label } = pieces;
  const deeper = (wish: Wish, more: Partial<Wish> = {}): Wish => ({ ...wish, ...more, depth: wish.depth - 1 });
  const exact = (wish: Wish) => vector(deeper(wish, { isExact: true, isUnique: false }));
  const loose = (wish: Wish) => vector(deeper(wish, { isUnique: false }));
  const labels = () => Array.from({ length: pick([0, 1, 1, 1, 2]) }, label).join(', ');
  const grouping = () => pick(['', ` by (${labels()})`, ` by (${labels()})`, ` without (${labels()})`]);

  const matrixOf = (metrics: readonly string[]) => `${selector(pick(metrics))}[${range()}]${moment()}`;
  const subquery = (wish: Wish, inner: Make) => {
    const inside = inner(deeper(wish, { phase: 'whole' }));
    const text = /^\w+(\{[^}]*\})?$/.test(inside) ? inside : `(${inside})`;
    return `${text}[${pieces.subqueryRange()}:${pieces.subqueryStep()}]${pieces.subqueryMoment(wish.phase)}`;
  };
  const matrix = (wish: Wish, metrics: readonly string[], inner: Make = vector) =>
    wish.depth > 0 && chance(0.3) ? subquery(wish, inner) : matrixOf(metrics);

  function scalar(wish: Wish): string {
    return pick([
      number,
      number,
      number,
      () => 'time()',
      () => `scalar(${leaf(['limit'])})`,
      () => `scalar(limit{house="${pick(['a', 'b', 'c'])}"})`,
      () => `(${number()} ${pick(['+', '*', '-', '> bool', '% '])} ${number()})`,
      () => `scalar(max(${chance(0.5) ? leaf(SUMMABLE) : exact({ ...wish, depth: Math.max(1, wish.depth) })}))`,
      () => (wish.isExact ? '4' : 'pi()'),
    ])();
  }

  function leaf(metrics: readonly string[]): string {
    return selector(pick(metrics)) + moment();
  }

  const parts = { deeper, exact, loose, labels, grouping, matrixOf, matrix, subquery, scalar, leaf };
  const grammar: VectorGrammar = { pieces, vector, ...parts };
  const uniqueOnes = createUniquePromql(grammar);
  const exactOnes = createExactPromql(grammar);
  const looseOnes = createLoosePromql(grammar);

  function vector(wish: Wish): string {
    if (wish.depth <= 0) return leaf(wish.isUnique ? UNIQUE : ALL);
    if (wish.isUnique) return pick(uniqueOnes)(wish);
    return pick(wish.isExact || chance(0.4) ? exactOnes : looseOnes)(wish);
  }
  return vector;
}
