/**
 * `npm run bench`: the five techniques and the parts of the history, each beside its naive version and the best peer, one process each.
 * Names as arguments run only those.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const BENCHMARKS = [
  'transactional',
  'stream-buffer',
  'router',
  'reactive',
  'middleware',
  'whole-path',
  'history/codec',
];

const wanted = process.argv.slice(2);
const unknown = wanted.filter(name => !BENCHMARKS.includes(name));
if (unknown.length > 0) throw new Error(`No benchmark ${unknown.join(', ')}: choose from ${BENCHMARKS.join(', ')}.`);
for (const name of wanted.length > 0 ? wanted : BENCHMARKS) {
  const file = fileURLToPath(new URL(`./${name}.ts`, import.meta.url));
  const { status } = spawnSync(process.execPath, ['--expose-gc', '--import', 'tsx', file], { stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
