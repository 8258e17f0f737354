/**
 * `npm run bench`: the five techniques, each beside its naive version and the best peer, one process each. Names as arguments
 * run only those; what begins with `--` is for them. Those that take long, or look at one part alone, are run by their name only.
 */

import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { sourceFlags } from '../app/testing/source-flags.ts';

const TECHNIQUES = ['transactional', 'stream-buffer', 'router', 'reactive', 'middleware', 'whole-path'];
const BY_NAME_ONLY = [
  'history',
  'history/codec',
  'history/labels',
  'history/select',
  'promql',
  'promql-live',
  'protocols',
  'logs',
  'web-socket',
  'images',
  'fanout',
  'pixels',
  'compress-once',
  'joins',
  'crowd',
  'slow-viewers',
  'panel-forms',
  'dashboard',
  'explore',
  'long-tasks',
];

const args = process.argv.slice(2);
const firstOption = args.findIndex(arg => arg.startsWith('--'));
const [wanted, options] = firstOption < 0 ? [args, []] : [args.slice(0, firstOption), args.slice(firstOption)];
const known = [...TECHNIQUES, ...BY_NAME_ONLY];
const unknown = wanted.filter(name => !known.includes(name));
if (unknown.length > 0) throw new Error(`No benchmark ${unknown.join(', ')}: choose from ${known.join(', ')}.`);
for (const name of wanted.length > 0 ? wanted : TECHNIQUES) {
  const file = fileURLToPath(new URL(`./${name}.ts`, import.meta.url));
  const { status } = spawnSync(process.execPath, ['--expose-gc', ...sourceFlags, file, ...options], {
    stdio: 'inherit',
  });
  if (status !== 0) process.exitCode = 1;
}
