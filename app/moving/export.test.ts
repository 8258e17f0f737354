import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { type TestContext, test } from 'node:test';
import { promisify } from 'node:util';
import { tempFolders } from '../backup/testing/temp-folders.ts';
import type { Reading } from '../history/reading.ts';
import { flipBit, withFile } from '../history/testing/other-connection.ts';
import { dataFiles } from '../start/data-files.ts';
import { telltale } from '../testing/telltale.ts';
import { fillFolder } from './testing/fill-folder.ts';
import { manyReadings } from './testing/many-readings.ts';
import { startExport } from './testing/start-export.ts';

const START_MS = Math.floor(Date.now() / 1000) * 1000 - 60_000;

function reading(metric: string, second: number, value: number, more: Partial<Reading> = {}): Reading {
  return { metric, labels: {}, value, atMs: START_MS + second * 1000, ...more };
}

async function open(t: TestContext, ...readings: readonly Reading[]) {
  const folders = tempFolders(t);
  const dataDir = folders.in('data');
  await fillFolder(dataDir, readings);
  const run = (...args: string[]) => telltale(['export', ...args], { TELLTALE_DATA: dataDir });
  return { folders, dataDir, run, path: dataFiles(dataDir).history };
}

const at = (second: number) => START_MS / 1000 + second;

test('without a file it goes to standard output, each metric with its head, each series by time', async t => {
  const readings = [
    reading('b_total', 1, 3, { labels: { x: '1' }, unit: 'bytes' }),
    reading('a_seconds', 2, 0.5, { unit: 'seconds' }),
    reading('a', 1.5, 1, { labels: { x: '1' }, unit: '°C' }),
    reading('a', 0, 2, { labels: { x: '1' }, unit: '°C' }),
    reading('a', 3, 4),
    reading('a_b', 1, 5),
  ];
  const { run } = await open(t, ...readings);
  const { out, error, code } = await run();
  assert.equal(
    out,
    [
      ...['# TYPE a unknown', '# HELP a (unit: °C)', `a 4 ${at(3)}`, `a{x="1"} 2 ${at(0)}`, `a{x="1"} 1 ${at(1.5)}`],
      ...['# TYPE a_b unknown', `a_b 5 ${at(1)}`],
      ...['# TYPE a_seconds unknown', '# UNIT a_seconds seconds', `a_seconds 0.5 ${at(2)}`],
      ...['# TYPE b_total unknown', '# HELP b_total (unit: bytes)', `b_total{x="1"} 3 ${at(1)}`],
      '# EOF\n',
    ].join('\n'),
  );
  assert.equal(error, `Exported 6 readings of 5 series to standard output: ${out.length + 1}\u00a0B.\n`);
  assert.equal(code, 0);
});

test('a part can be exported: metrics by a pattern, and from one moment until before another', async t => {
  const names = ['cpu_user', 'cpu_idle', 'cpu', 'xcpu_user'];
  const { run } = await open(t, ...names.flatMap(name => [0, 1, 2, 3].map(second => reading(name, second, second))));
  const [from, to] = [new Date(START_MS + 1000).toISOString(), `${START_MS + 3000}`];
  const { out } = await run('--format', 'influx', '--metric', 'cpu_*', '--from', from, '--to', to);
  const line = (name: string, second: number) => `${name} value=${second} ${START_MS + second * 1000}000000\n`;
  assert.equal(out, ['cpu_idle', 'cpu_user'].map(name => line(name, 1) + line(name, 2)).join(''));
  assert.match((await run('--metric', 'c?u')).out, /^# TYPE cpu unknown\n(cpu .*\n){4}# EOF\n$/);
});

test('a file is for its owner only, and one that is there is overwritten only by --force', async t => {
  const { run, folders } = await open(t, reading('a', 0, 1));
  const file = folders.in('a.om');
  writeFileSync(file, 'mine');
  const refused = await run(file);
  assert.deepEqual([refused.code, readFileSync(file, 'utf8')], [1, 'mine']);
  assert.equal(refused.error, `${file} is there already. Name another file, or overwrite it by --force.\n`);
  assert.equal((await run('--force', file)).code, 0);
  assert.match(readFileSync(file, 'utf8'), /^# TYPE a unknown\na 1 .*\n# EOF\n$/);
  assert.equal(statSync(file).mode & 0o777, 0o600);
  assert.deepEqual(readdirSync(folders.in()).sort(), ['a.om', 'data']);
});

test('a series that was removed is not exported', async t => {
  const { run, path } = await open(t, reading('a', 0, 1), reading('b', 0, 1));
  withFile(path, file => file.exec("update series set key = 'a' || char(10) || id, removed_ms = 1 where key = 'a'"));
  assert.match((await run()).out, /^# TYPE b unknown\nb 1 .*\n# EOF\n$/);
});

test('where a piece of the history is damaged the rest is exported, and it is said', async t => {
  const { run, path } = await open(t, reading('a', 0, 1), reading('b', 0, 1));
  flipBit(path, 'chunk', 'series_id = 1');
  const { out, error, code } = await run();
  assert.match(out, /^# TYPE b unknown\nb 1 .*\n# EOF\n$/);
  assert.match(error, /1 piece of the history cannot be read: what was in there is missing\.\n$/);
  assert.equal(code, 0);
});

test('what cannot be done is said in a sentence, and nothing is made', async t => {
  const { run, folders, path } = await open(t, reading('a', 0, 1));
  const file = folders.in('x.om');
  assert.equal((await run('--format', 'csv', file)).error, '--format csv: write influx or openmetrics.\n');
  assert.match((await run('--from', 'soon', file)).error, /^--from: "soon" is no time; write seconds/);
  assert.match((await run('--token', 'x')).error, /^--token is for dashboards of a server/);
  const none = await telltale(['export', file], { TELLTALE_DATA: folders.in('none') });
  assert.equal(none.error, `There is no history.db in ${folders.in('none')}. TELLTALE_DATA names the data folder.\n`);
  withFile(path, file => file.pragma('user_version = 99'));
  assert.equal((await run(file)).error, `${path} was written by a newer Telltale: export with that one.\n`);
  withFile(path, file => file.pragma('user_version = 1'));
  assert.equal(
    (await run(file)).error,
    `${path} was written by an older Telltale: start this one once, and export then.\n`,
  );
  assert.deepEqual(readdirSync(folders.in()), ['data']);
  assert.ok(!existsSync(join(folders.in(), 'none')));
});

test('a reader that has enough is no failure', async t => {
  const folders = tempFolders(t);
  await fillFolder(folders.in('data'), manyReadings(200_000));
  const child = startExport(folders.in('data'));
  child.stdout.once('data', () => child.stdout.destroy());
  const [error, [code]] = await Promise.all([text(child.stderr), once(child, 'close')]);
  assert.deepEqual([code, error], [0, '']);
});

/** Samples that are the same: the process does nothing any more. */
const STILL_SAMPLES = 10;
const MAX_SAMPLES = 1_000;
/** Less than half of what would have to be held. */
const MAX_GROWTH_KB = 20 * 1024;

test('where nobody reads the export stands still, its memory too, and goes on when somebody does', async t => {
  const folders = tempFolders(t);
  await fillFolder(folders.in('data'), manyReadings(1_000_000));
  const child = startExport(folders.in('data'));
  const ended = once(child, 'close');
  await once(child.stdout, 'readable');
  const sizesKb = [await residentKb(child.pid!)];
  while (new Set(sizesKb.slice(-STILL_SAMPLES)).size > 1 || sizesKb.length < STILL_SAMPLES) {
    assert.ok(sizesKb.length < MAX_SAMPLES, 'it never stands still');
    sizesKb.push(await residentKb(child.pid!));
  }
  const grownKb = sizesKb.at(-1)! - sizesKb[0]!;
  assert.ok(grownKb < MAX_GROWTH_KB, `it grew by ${grownKb} kB`);
  const out = await text(child.stdout);
  assert.ok(out.length > 2 * MAX_GROWTH_KB * 1024, `${out.length} bytes say nothing`);
  assert.match(out.slice(-100), /\n# EOF\n$/);
  assert.equal((await ended)[0], 0);
});

async function residentKb(pid: number): Promise<number> {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', `${pid}`]);
  return Number(stdout);
}
