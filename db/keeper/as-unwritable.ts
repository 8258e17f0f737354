import { UnwritableError } from './keeper-errors.ts';
import { unwritableSentence } from './unwritable-sentence.ts';

/** The error, or, where a file could not be written, one that says so. */
export function asUnwritable(error: unknown): unknown {
  const sentence = unwritableSentence(error);
  return sentence === undefined || error instanceof UnwritableError
    ? error
    : new UnwritableError(sentence, { cause: error });
}
