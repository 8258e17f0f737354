import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { packageRoot } from '../../package-root.ts';
import { sourceFlags } from '../../testing/source-flags.ts';

/** Begins an export to standard output, of which nothing is read yet. */
export function startExport(dataDir: string): ChildProcessByStdio<null, Readable, Readable> {
  const command = [...sourceFlags, join(packageRoot, 'app/cli.ts'), 'export', '-'];
  const env = { PATH: process.env.PATH, TELLTALE_DATA: dataDir };
  return spawn(process.execPath, command, { cwd: packageRoot, env, stdio: ['ignore', 'pipe', 'pipe'] });
}
