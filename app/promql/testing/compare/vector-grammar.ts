import type { QueryPieces } from './query-pieces.ts';
import type { Make, Wish } from './wish.ts';

/** What families of expressions are written with: each may contain any of the others. */
export interface VectorGrammar {
  readonly pieces: QueryPieces;
  vector(wish: Wish): string;
  scalar(wish: Wish): string;
  leaf(metrics: readonly string[]): string;
  deeper(wish: Wish, more?: Partial<Wish>): Wish;
  exact: Make;
  loose: Make;
  labels(): string;
  grouping(): string;
  matrixOf(metrics: readonly string[]): string;
  matrix(wish: Wish, metrics: readonly string[], inner?: Make): string;
  subquery(wish: Wish, inner: Make): string;
}
