import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';

/** Those that were there at the start. */
const ALL = Array.from({ length: availableParallelism() }, (_, core) => String(core)).join(',');

/**
 * Runs `start` so that the process it starts has that many cores: all, or the first one, with us on the second. A child
 * has the cores of the thread that starts it from its first moment, when it decides how many threads it wants.
 */
export async function pinned<T>(cores: number, start: () => Promise<T>): Promise<T> {
  if (cores !== 1) return await start();
  pinUs('0');
  try {
    return await start();
  } finally {
    pinUs('1');
  }
}

/** Gives us back what `pinned` took. */
export function unpin(cores: number): void {
  if (cores === 1) pinUs(ALL);
}

/** Why one core cannot be measured here. */
export function findNoPinning(): string | undefined {
  if (availableParallelism() < 2) return 'one core: left out, the machine has no second one for the sender';
  if (spawnSync('taskset', ['--version']).error) return 'one core: left out, there is no taskset (Linux, util-linux)';
  return undefined;
}

function pinUs(cores: string): void {
  const { status, stderr } = spawnSync('taskset', ['-acp', cores, String(process.pid)], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`taskset: ${stderr}`);
}
