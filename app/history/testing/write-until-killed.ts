import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { sourceFlags } from '../../testing/source-flags.ts';

export const WRITERS = 4;

export interface Writing {
  readonly path: string;
  /** Number of the first batch of each writer. */
  readonly first: number;
  readonly readingsPerBatch: number;
  readonly flushPoints: number;
  readonly answersBeforeKill: number;
}

/** Lets a process of its own append, kills it, and gives the last answered batch of each writer. */
export async function writeUntilKilled(writing: Writing): Promise<number[]> {
  const { path, first, readingsPerBatch, flushPoints, answersBeforeKill } = writing;
  const script = fileURLToPath(new URL('./append-without-end.ts', import.meta.url));
  const args = [...sourceFlags, script, path, ...[first, readingsPerBatch, flushPoints].map(String)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const last = Array.from({ length: WRITERS }, () => first - 1);
  let answers = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    const [writer, batch] = line.split(' ').map(Number);
    last[writer!] = batch!;
    if (++answers === answersBeforeKill) child.kill('SIGKILL');
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  assert.equal(child.signalCode, 'SIGKILL');
  return last;
}
