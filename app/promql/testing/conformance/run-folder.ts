/**
 * Runs files of Prometheus' promqltest, which are not part of this project, and says how many of their cases pass:
 *
 *     node --import ./load-typescript.js app/promql/testing/conformance/run-folder.ts FOLDER
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runFile } from './run-file.ts';

/** What its cases need is off by default in Prometheus, too: names are removed late. */
const BEHIND_A_FLAG = ['name_label_dropping.test'];

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('Say in which folder the files are.');
const files = readdirSync(folder).filter(name => name.endsWith('.test') && !BEHIND_A_FLAG.includes(name));
for (const file of files) {
  const { passed, leftOut, failures } = await runFile(readFileSync(join(folder, file), 'utf8'));
  const reasons = Array.from(leftOut, ([reason, count]) => `${count} left out: ${reason}`);
  console.log([`${file}: ${passed} passed, ${failures.length} failed`, ...reasons].join(', '));
  for (const failure of failures) console.log(`  ${failure}`);
  if (failures.length > 0) process.exitCode = 1;
}
