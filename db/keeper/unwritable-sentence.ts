import { UnwritableError } from './keeper-errors.ts';
import { unwritableCode } from './unwritable-code.ts';

/** What to tell a sender whose data was not stored because the disk is full, or the file cannot be written. */
export function unwritableSentence(error: unknown): string | undefined {
  if (error instanceof UnwritableError) return error.sentence;
  const code = unwritableCode(error);
  if (code === undefined) return undefined;
  if (code === 'SQLITE_FULL')
    return 'The disk of the server is full: nothing was stored. Make room there, and send it again.';
  return `The server cannot write its data file (${code}): nothing was stored. Look at its disk, and send it again.`;
}
