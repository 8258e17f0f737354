import type { Random } from '../random.ts';

/** A parser of bytes that come from strangers, as a test of chance tries it. */
export interface FuzzedParser {
  readonly name: string;
  /** Inputs that it reads, or refuses for a known reason. Chance damages them. */
  readonly samples: readonly Buffer[];
  /** What its language is made of, beside what stands in the samples. */
  readonly words?: readonly string[];
  /**
   * A reader as a thread of the product has one, with its memory. It throws where a promise is broken: for every error but
   * the parser's own kind, and for what was read and should not have been.
   */
  open(): (input: Buffer, random: Random) => void;
}
