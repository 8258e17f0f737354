import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { packageRoot } from '../package-root.ts';
import { sourceFlags } from './source-flags.ts';

export interface Told {
  readonly out: string;
  readonly error: string;
  readonly code: number | null;
}

/** Runs the command as a person does, with no settings but these. */
export function telltale(
  args: readonly string[],
  settings: Readonly<Record<string, string>> = {},
): Promise<Told> & { readonly child: ChildProcess } {
  const command = [...sourceFlags, join(packageRoot, 'app/cli.ts'), ...args];
  const child = spawn(process.execPath, command, { cwd: packageRoot, env: { PATH: process.env.PATH, ...settings } });
  const ended = new Promise<number | null>(resolve => child.once('close', resolve));
  const told = Promise.all([text(child.stdout), text(child.stderr), ended]);
  return Object.assign(
    told.then(([out, error, code]) => ({ out, error, code })),
    { child },
  );
}
