import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtPackage } from './built-package.ts';

/** A program that has not ended by then is stopped, and has failed. */
const LONGEST_RUN_MS = 120_000;

/** A stranger's project, in which `telltale/...` is the built package. */
export interface ForeignProject {
  readonly folder: string;
  /** Runs a program there, also one of a package (`tsc`, `telltale`). Gives what it printed; rejects with that if it failed. */
  run(command: string, ...args: readonly string[]): Promise<string>;
}

interface Test {
  after(clean: () => void): void;
}

/** An empty project with ES modules. Removed after the test. */
export async function foreignProject(t: Test): Promise<ForeignProject> {
  const built = await builtPackage();
  const folder = mkdtempSync(join(built, 'project-'));
  t.after(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  const env = { ...process.env, PATH: `${join(built, 'node_modules/.bin')}:${process.env.PATH}` };
  const run: ForeignProject['run'] = (command, ...args) =>
    new Promise((resolve, reject) => {
      execFile(command, args, { cwd: folder, env, timeout: LONGEST_RUN_MS }, (cause, out, error) => {
        if (cause) reject(new Error(`${command} ${args.join(' ')}\n${out}${error}`, { cause }));
        else resolve(out);
      });
    });
  return { folder, run };
}
