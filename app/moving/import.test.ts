import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { type TestContext, test } from 'node:test';
import { tempFolders } from '../backup/testing/temp-folders.ts';
import { lockData } from '../start/lock-data.ts';
import { telltale } from '../testing/telltale.ts';
import { fileAppears } from './testing/file-appears.ts';
import { fillFolder } from './testing/fill-folder.ts';
import { manyReadings } from './testing/many-readings.ts';
import { pointsOf } from './testing/points-of.ts';
import { writeLines } from './testing/write-lines.ts';

const AT_MS = Date.now() - 60_000;

function open(t: TestContext) {
  const folders = tempFolders(t);
  const dataDir = folders.in('data');
  const run = (...args: string[]) => telltale(['import', ...args], { TELLTALE_DATA: dataDir });
  const points = () => Object.fromEntries(pointsOf(dataDir).map(({ key, points }) => [key, points]));
  return { folders, dataDir, run, points };
}

test('what a text is is told by its first lines, and whether it is packed by its first bytes', async t => {
  const { folders, run, points } = open(t);
  const file = (name: string, lines: readonly string[], isPacked = false) =>
    writeLines(folders.in(name), lines, isPacked);
  const seconds = AT_MS / 1000;
  await run(file('1', ['', '# one of ours', `influx,a=b value=1 ${AT_MS}000000`]));
  await run(file('2', ['# TYPE typed gauge', `typed 2 ${seconds}`, '# EOF'], true));
  await run(file('3', [`braces{a="b c=1"} 3 ${seconds}`, '# EOF'], true));
  await run(file('4', [`bare 4 ${seconds}`, '# EOF']));
  await run(file('5.gz', [`two\\ words,a=b x=5,value=6 ${AT_MS}`]));
  await run('--format', 'prometheus', file('6', ['# HELP old Of before.', `old{a="b"} 7 ${AT_MS}`]));
  assert.deepEqual(points(), {
    bare: [`${AT_MS} 4`],
    'braces{a="b c=1"}': [`${AT_MS} 3`],
    'influx{a="b"}': [`${AT_MS} 1`],
    'old{a="b"}': [`${AT_MS} 7`],
    '{"two words",a="b"}': [`${AT_MS} 6`],
    '{"two words_x",a="b"}': [`${AT_MS} 5`],
    typed: [`${AT_MS} 2`],
  });
});

test('bad lines are counted, the first ones are told by their numbers, and the others are kept', async t => {
  const { folders, run, points } = open(t);
  const bad = Array.from({ length: 20_000 }, (_, i) => (i % 1_000 === 500 ? 'bad 1' : `good value=${i} ${AT_MS + i}`));
  const { code, error } = await run(writeLines(folders.in('x.lp'), [...bad, `good note="a text" ${AT_MS}`]));
  assert.equal(code, 0);
  const told = error.trimEnd().split('\n');
  assert.equal(told.length, 13);
  assert.match(told[9]!, /^line 9501, column 6: a field is missing here; /);
  assert.deepEqual(told.slice(10), [
    `Imported 19980 readings from ${folders.in('x.lp')} into ${folders.in('data')}.`,
    '20 lines could not be read.',
    '1 text was left out: only numbers are imported.',
  ]);
  assert.equal(points().good!.length, 19_980);
});

test('it fails only when nothing could be taken', async t => {
  const { folders, run } = open(t);
  const none = await run(writeLines(folders.in('bad.lp'), ['bad', 'worse']));
  assert.equal(none.code, 1);
  assert.match(none.error, /^line 1, .*\nline 2, .*\nImported 0 readings from .*\n2 lines could not be read\.\n$/);
  const old = await run(writeLines(folders.in('old.lp'), ['old value=1 1000000000000000000']));
  assert.equal(old.code, 1);
  assert.match(
    old.error,
    /\n1 reading was refused: The time 2001-09-09T01:46:40.000Z is too long ago: readings are kept for 30 days\./,
  );
  assert.match(old.error, /TELLTALE_KEEP_DAYS/);
  assert.equal((await run(writeLines(folders.in('empty.om'), ['# EOF']))).code, 0);
  assert.equal((await run(writeLines(folders.in('empty'), []))).code, 0);
  const gone = await run(folders.in('gone.lp'));
  assert.deepEqual([gone.code, gone.error], [1, `There is no file ${folders.in('gone.lp')}.\n`]);
});

test('a text that is cut off is taken as far as it goes, and that it is is said', async t => {
  const { folders, run, points } = open(t);
  const lines = Array.from({ length: 100_000 }, (_, i) => `a ${Math.sqrt(i)} ${(AT_MS + i) / 1000}`);
  const cut = await run(writeLines(folders.in('x.om'), lines));
  assert.match(cut.error, /^The last line is not "# EOF": was the file cut off\?\nImported 100000 readings /);
  const packed = writeLines(
    folders.in('x.om.gz'),
    lines.map(line => `b${line}`),
    true,
  );
  truncateSync(packed, statSync(packed).size >> 1);
  const damaged = await run(packed);
  assert.equal(damaged.code, 1);
  assert.match(
    damaged.error,
    /^The file is cut off or damaged \(unexpected end of file\)\. The whole lines before that are imported\.\n$/,
  );
  const { length } = points().ba!;
  assert.ok(length > 10_000 && length < 100_000, `${length} are there`);
});

test('standard input is imported, too', async t => {
  const { run, points } = open(t);
  const running = run('-');
  running.child.stdin!.end(`a value=1 ${AT_MS}\na value=2 ${AT_MS + 1}`);
  assert.match((await running).error, /^Imported 2 readings from standard input into /);
  assert.deepEqual(points().a, [`${AT_MS} 1`, `${AT_MS + 1} 2`]);
});

test('into the folder of a running server nothing is imported, and the command that does it is told', async t => {
  const { folders, dataDir, run } = open(t);
  await fillFolder(dataDir, []);
  const lock = lockData(dataDir, Date.now);
  t.after(() => 'unlock' in lock && lock.unlock());
  const file = writeLines(folders.in('x.lp'), ['a value=1']);
  const { code, error } = await run(file);
  assert.equal(code, 1);
  assert.match(error, /^Another Telltale uses .*\nOr send to it:\n/);
  assert.ok(
    error.endsWith(`  telltale import --to http://127.0.0.1:8355 --token "$(cat ${dataDir}/write-token)" ${file}\n`),
  );
});

test('an import that is killed is gone on with, and everything is there', async t => {
  const { folders, dataDir, run } = open(t);
  await fillFolder(folders.in('from'), manyReadings(600_000));
  const file = folders.in('many.om.gz');
  await telltale(['export', file], { TELLTALE_DATA: folders.in('from') });
  const running = run(file);
  await fileAppears(`${file}.telltale-import`);
  running.child.kill('SIGKILL');
  assert.equal((await running).code, null);
  const again = await run(file);
  const [, count] = /^Going on where .* into the text\.\nImported (\d+) readings /.exec(again.error)!;
  assert.ok(Number(count) > 0 && Number(count) < 600_000, count);
  assert.deepEqual(readdirSync(folders.in()).sort(), ['data', 'from', 'many.om.gz']);
  assert.ok(JSON.stringify(pointsOf(dataDir)) === JSON.stringify(pointsOf(folders.in('from'))), 'they differ');
});

test('what was noted of an import counts for the same file and the same place only', async t => {
  const { folders, run, points } = open(t);
  const lines = Array.from({ length: 50_000 }, (_, i) => `a value=${i} ${AT_MS + i}`);
  const file = writeLines(folders.in('x.lp'), lines);
  const { size, mtimeMs } = statSync(file);
  const note = (destination: string, keptBytes: number) =>
    writeFileSync(
      `${file}.telltale-import`,
      JSON.stringify({ sizeBytes: size, writtenMs: mtimeMs, destination, format: '', keptBytes }),
    );
  note('elsewhere', 1000);
  assert.match((await run(file)).error, /^Imported 50000 readings /);
  const half = readFileSync(file).indexOf('\n', size / 2) + 1;
  note(folders.in('data'), half);
  assert.match(
    (await run(file)).error,
    /^Going on where an earlier import was cut off, .* into the text\.\nImported 2\d{4} readings /,
  );
  writeFileSync(`${file}.telltale-import`, 'nonsense');
  assert.match((await run(file)).error, /^Imported 50000 readings /);
  assert.equal(points().a!.length, 50_000);
  assert.ok(!existsSync(`${file}.telltale-import`));
});
