import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { packageRoot } from '../../package-root.ts';
import { sourceFlags } from '../../testing/source-flags.ts';

/** A data folder into which another process writes as fast as it can. */
export interface BusyFolder {
  /** Number of the commit in which each reading was answered, by the reading's own number; the first is 1. */
  readonly commits: ReadonlyMap<number, number>;
  /** Resolves when so many log lines are kept. */
  hasLines(count: number): Promise<void>;
  /** Resolves when a reading was answered with a commit after this one. */
  isBeyond(commit: number): Promise<void>;
  /** Ends the writer without warning. */
  kill(): Promise<void>;
}

export function openBusyFolder(dataDir: string): BusyFolder {
  const script = join(packageRoot, 'app/backup/testing/write-without-end.ts');
  const child = spawn(process.execPath, [...sourceFlags, script, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
  const commits = new Map<number, number>();
  let lines = 0;
  let newest = 0;
  const said = createInterface({ input: child.stdout }).on('line', line => {
    const [what, first, second] = line.split(' ');
    if (what === 'lines') {
      lines = Number(first);
      return;
    }
    newest = Number(second);
    commits.set(Number(first), newest);
  });
  const until = async (isSo: () => boolean) => {
    while (!isSo()) await once(said, 'line', { signal: AbortSignal.timeout(60_000) });
  };
  return {
    commits,
    hasLines: count => until(() => lines >= count),
    isBeyond: commit => until(() => newest > commit),
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'close');
    },
  };
}
