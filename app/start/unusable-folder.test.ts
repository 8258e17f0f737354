import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import BetterSqlite3 from 'better-sqlite3';
import { startServer } from '../testing/real-server.ts';
import { bindReadOnly, canMount, mountSmallDisk } from '../testing/small-disk.ts';

/** Where nothing can be mounted, `npm test` says that these are left out. */
const onDisks = { skip: !canMount() };

test('a data folder on a disk that is mounted read-only is refused with a cure', onDisks, async t => {
  const disk = mountSmallDisk(t, 12);
  const dataDir = join(disk.folder, 'data');
  await (await startServer({ dataDir })).stop();
  disk.setReadOnly(true);
  await isRefused(dataDir, /data cannot be written \(EROFS\)\. Mount its disk so that it can be, or set TELLTALE_DATA/);
  disk.setReadOnly(false);
  await (await startServer({ dataDir })).stop();
});

test('a file that may not be written is refused and named, though SQLite would open it', onDisks, async t => {
  const dataDir = tempFolder(t);
  await (await startServer({ dataDir })).stop();
  using _ = bindReadOnly(join(dataDir, 'history.db'));
  await isRefused(dataDir, /data\/history\.db cannot be written \(EROFS\)/);
});

test('a disk without any room for a new data folder is said to be full', onDisks, async t => {
  const disk = mountSmallDisk(t, 12);
  const dataDir = join(disk.folder, 'data');
  mkdirSync(dataDir);
  disk.fill();
  await isRefused(dataDir, /The disk of .*data is full\. Make room there, and start it again\./);
});

test('a data folder that is a file is refused with a cure', async t => {
  const dataDir = tempFolder(t);
  writeFileSync(dataDir, 'not a folder');
  await isRefused(dataDir, /data is no folder\. Set TELLTALE_DATA to a folder/);
});

for (const name of ['history.db', 'state.db', 'logs.db', 'images.db', 'events.db', 'jobs.db']) {
  test(`${name} that is no database is refused with a cure, and left as it is`, async t => {
    const dataDir = tempFolder(t);
    mkdirSync(dataDir);
    const content = 'no database '.repeat(1000);
    writeFileSync(join(dataDir, name), content);
    await isRefused(dataDir, new RegExp(`data/${name} is damaged \\(SQLITE_NOTADB\\), .* "telltale restore FILE"`));
    assert.equal(readFileSync(join(dataDir, name), 'utf8'), content);
  });
}

test('tables that only the thread of a file looks at are refused in a sentence, too, when they are damaged', async t => {
  const dataDir = tempFolder(t);
  await (await startServer({ dataDir })).stop();
  const path = join(dataDir, 'jobs.db');
  const database = new BetterSqlite3(path);
  const roots = database.prepare<[], number>('SELECT rootpage FROM sqlite_schema WHERE rootpage > 1').pluck().all();
  const pageBytes = database.pragma('page_size', { simple: true }) as number;
  database.close();
  const content = readFileSync(path);
  for (const page of roots) content.fill(0xff, (page - 1) * pageBytes, page * pageBytes);
  writeFileSync(path, content);
  await isRefused(dataDir, /A file in .*data is damaged \(SQLITE_CORRUPT.*\), .* "telltale restore FILE"/);
});

async function isRefused(dataDir: string, sentence: RegExp): Promise<void> {
  await assert.rejects(startServer({ dataDir }), ({ message }: Error) => {
    assert.match(message, /^The server ended by exit code 1\. It said:\nTelltale did not start:\n {2}/);
    assert.match(message, sentence);
    assert.doesNotMatch(message, /^ {4}at /m, 'no stack for what a person can cure');
    return true;
  });
}

/** The place of a data folder that is not there yet. */
function tempFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'telltale-unusable-'));
  t.after(() => rmSync(folder, { recursive: true }));
  return join(folder, 'data');
}
