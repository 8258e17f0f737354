import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import BetterSqlite3 from 'better-sqlite3';
import { openSnapshotFile } from './snapshot-file.ts';

/** Enough for several steps of the copy. */
const ROWS = 10_000;
const COUNT = 'select count(*) as rows, max(n) as last from row';

function openBusy(t: TestContext) {
  const folder = mkdtempSync(join(tmpdir(), 'snapshot-file-'));
  const path = join(folder, 'busy.db');
  const writer = new BetterSqlite3(path);
  t.after(() => {
    writer.close();
    rmSync(folder, { recursive: true });
  });
  writer.pragma('journal_mode = WAL');
  writer.exec('create table row (n integer primary key, text text)');
  const insert = writer.prepare('insert into row (text) values (hex(zeroblob(1000)))');
  const write = (rows: number) => writer.transaction(() => Array.from({ length: rows }, () => insert.run()))();
  write(ROWS);
  return { path, write, copy: join(folder, 'copy.db') };
}

function countIn(path: string) {
  const database = new BetterSqlite3(path);
  try {
    return { ...(database.prepare(COUNT).get() as object), check: database.pragma('quick_check', { simple: true }) };
  } finally {
    database.close();
  }
}

const NEVER = new AbortController().signal;

test('a copy equals the commit of the opening, whatever is written between its steps', async t => {
  const { path, write, copy } = openBusy(t);
  const snapshot = openSnapshotFile(path);
  t.after(() => snapshot.close());
  write(1);
  const steps: number[] = [];
  const onProgress = (doneBytes: number, totalBytes: number) => {
    assert.ok(doneBytes <= totalBytes);
    steps.push(doneBytes);
    write(1);
  };
  await snapshot.copyTo(copy, { signal: NEVER, onProgress });
  assert.ok(steps.length > 3, `${steps.length} steps`);
  assert.deepEqual(
    steps,
    steps.toSorted((a, b) => a - b),
    'it does not begin anew',
  );
  assert.deepEqual(snapshot.get(COUNT), { rows: ROWS, last: ROWS });
  assert.deepEqual(countIn(copy), { rows: ROWS, last: ROWS, check: 'ok' });
});

test('a copy ends between two steps when it is told to', async t => {
  const { path, copy } = openBusy(t);
  const snapshot = openSnapshotFile(path);
  t.after(() => snapshot.close());
  const stopping = new AbortController();
  const copying = snapshot.copyTo(copy, { signal: stopping.signal, onProgress: () => stopping.abort() });
  await assert.rejects(copying, { name: 'AbortError' });
});

test('a file that is not there is not made', () => {
  assert.throws(() => openSnapshotFile(join(tmpdir(), 'no-such-file.db')), { code: 'SQLITE_CANTOPEN' });
});
