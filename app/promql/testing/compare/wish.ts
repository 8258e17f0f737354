import type { Phase } from './query-pieces.ts';

/** How sure the numbers of an expression must be. */
export interface Wish {
  /** Levels that may still follow. */
  readonly depth: number;
  readonly phase: Phase;
  /** Both must have the very same bits: what goes on is a step in some function, such as `floor`. */
  readonly isExact?: boolean;
  /** No two elements may be equal: what goes on is an order. Exact, too. */
  readonly isUnique?: boolean;
}

/** Writes an expression of a wish. */
export type Make = (wish: Wish) => string;
