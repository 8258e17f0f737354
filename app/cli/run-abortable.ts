import { createProgress } from '../backup/progress.ts';
import { RefusedError } from '../backup/refused-error.ts';
import type { Surroundings } from '../backup/surroundings.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** As shells count a command that ended by SIGINT. */
const INTERRUPTED = 130;

/**
 * Runs a command that gives its last sentence, and says that, if it is not empty, or why there is none. Signals abort it, so that it can
 * clean up. All that is said goes to standard error: standard output may be the backup. Gives the exit code.
 */
export async function runAbortable(
  run: (surroundings: Surroundings) => Promise<string>,
  stopped = 'Stopped. Nothing was changed.',
): Promise<number> {
  const stopping = new AbortController();
  const stop = () => stopping.abort();
  for (const name of SIGNALS) process.on(name, stop);
  const progress = createProgress({ isTerminal: process.stderr.isTTY, say });
  try {
    const sentence = await run({ signal: stopping.signal, progress, now: Date.now });
    progress.end();
    if (sentence !== '') say(`${sentence}\n`);
    return 0;
  } catch (error) {
    progress.end();
    return explain(error, stopping.signal, stopped);
  } finally {
    for (const name of SIGNALS) process.off(name, stop);
  }
}

function explain(error: unknown, { aborted }: AbortSignal, stopped: string): number {
  if (!aborted && !isTold(error)) throw error;
  say(`${aborted ? stopped : (error as Error).message}\n`);
  return aborted ? INTERRUPTED : 1;
}

/** What a person can do something about: a full disk, a folder that may not be written. */
function isTold(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return error instanceof RefusedError || 'syscall' in error || error.name === 'SqliteError';
}

function say(text: string): void {
  process.stderr.write(text);
}
