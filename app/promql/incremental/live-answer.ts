import type { Span } from '../ast.ts';
import type { Steps } from '../eval/steps.ts';

/** What a live query says at one moment. Its arrays are the receiver's own, and can be transferred to another thread. */
export interface LiveAnswer {
  /** Of the whole range; none until it was evaluated for the first time. */
  readonly steps: Steps;
  /** What was told of steps before this one is still so. The number of steps: nothing is new. */
  readonly changedFromStep: number;
  readonly columns: LiveColumns;
  /** Why it is evaluated seldom, as a sentence. */
  readonly seldom: string | undefined;
  /** Why older steps are still to be evaluated, as a sentence. */
  readonly waiting: string | undefined;
  /** Why there is no result: what is told of the steps is from before. */
  readonly error: { readonly message: string; readonly position: Span | undefined } | undefined;
}

/** All lines that have a value in the range; one that is not named has none any more. */
export interface LiveColumns {
  /** A number for each line, the same from answer to answer. */
  readonly lines: Uint32Array<ArrayBuffer>;
  /** The labels of lines that were not named before. */
  readonly labels: ReadonlyMap<number, Readonly<Record<string, string>>>;
  /** Values of one line after the other, each from `changedFromStep` to the last step; and whether there is one. */
  readonly values: Float64Array<ArrayBuffer>;
  readonly present: Uint8Array<ArrayBuffer>;
}
