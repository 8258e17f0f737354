/** `npm run torture`: the long proofs (`*.torture.test.ts`) in full. A name, or part of it, as argument runs only those. */

import { spawn } from 'node:child_process';
import { globSync } from 'node:fs';
import { sourceFlags } from '../app/testing/source-flags.ts';

const [wanted = ''] = process.argv.slice(2);
const files = globSync('{app,db,bench}/**/*.torture.test.ts').filter(file => file.includes(wanted));
if (files.length === 0) throw new Error(`No long proof is called '${wanted}'.`);
const child = spawn(
  process.execPath,
  [...sourceFlags, '--test', '--test-concurrency=1', '--test-reporter=spec', ...files],
  { stdio: 'inherit', env: { ...process.env, TELLTALE_TORTURE: '1' } },
);
child.once('close', code => {
  process.exitCode = code ?? 1;
});
