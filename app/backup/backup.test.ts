import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync, watch, writeFileSync } from 'node:fs';
import { type TestContext, test } from 'node:test';
import BetterSqlite3 from 'better-sqlite3';
import { openHistory } from '../history/store.ts';
import { dataFiles } from '../start/data-files.ts';
import { telltale } from '../testing/telltale.ts';
import type { Manifest } from './manifest.ts';
import { openBusyFolder } from './testing/busy-folder.ts';
import { readManifest } from './testing/read-manifest.ts';
import { tempFolders } from './testing/temp-folders.ts';

/** Some 10 MB, so that others write between the steps of the copy. */
const MANY_LINES = 10_000;

async function openBusy(t: TestContext) {
  const folders = tempFolders(t);
  const dataDir = folders.in('data');
  const busy = openBusyFolder(dataDir);
  t.after(() => busy.kill());
  await busy.hasLines(MANY_LINES);
  return { busy, dataDir, folders, files: dataFiles(dataDir), settings: { TELLTALE_DATA: dataDir } };
}

function rowsOf(path: string, sql: string): unknown[] {
  const database = new BetterSqlite3(path, { readonly: true });
  try {
    return database.prepare(sql).all();
  } finally {
    database.close();
  }
}

function cursorOf({ members }: Manifest, name: string): number {
  return members.find(member => member.name === name)!.cursor!;
}

/** The slugs that these changes leave: the first one of a slug makes the dashboard, the second one removes it. */
function slugsAfter(changes: readonly unknown[]): string[] {
  const slugs = new Set<string>();
  for (const { key } of changes as { key: string }[]) slugs.delete(key) || slugs.add(key);
  return [...slugs];
}

test('what is backed up under load and restored elsewhere is everything up to the cursors, and nothing after', async t => {
  const { busy, folders, files, settings } = await openBusy(t);
  const file = folders.in('busy.tgz');
  const { code, error } = await telltale(['backup', file], settings);
  assert.equal(code, 0, error);
  const manifest = readManifest(file);
  const commit = cursorOf(manifest, 'history.db');
  await busy.isBeyond(commit);
  await busy.kill();
  const elsewhere = folders.in('elsewhere');
  assert.equal((await telltale(['restore', file], { TELLTALE_DATA: elsewhere })).code, 0);
  const restored = dataFiles(elsewhere);

  const history = await openHistory({
    path: restored.history,
    maxNewSeriesPerMinute: 1,
    now: () => 0,
    onFailure: error => assert.fail(String(error)),
  });
  t.after(() => history.close());
  const { series, commit: newest } = await history.query({ select: {}, fromMs: 0, toMs: 1e9, stepMs: 1e9 });
  const kept = [...busy.commits].filter(([, of]) => of <= commit).map(([n]) => n);
  assert.equal(newest, commit);
  assert.ok(kept.length > 0 && kept.length < busy.commits.size);
  assert.deepEqual([series[0]!.last[0], series[0]!.count[0]], [Math.max(...kept), kept.length]);

  const changes = 'select * from outbox';
  const stateCursor = cursorOf(manifest, 'state.db');
  assert.deepEqual(rowsOf(restored.state, changes), rowsOf(files.state, `${changes} where seq <= ${stateCursor}`));
  assert.deepEqual(
    rowsOf(restored.state, 'select slug from dashboard order by id').map(row => (row as { slug: string }).slug),
    slugsAfter(rowsOf(restored.state, changes)),
  );

  const lines = 'select seq, text from line';
  const logCursor = cursorOf(manifest, 'logs.db');
  assert.deepEqual(rowsOf(restored.logs, lines), rowsOf(files.logs, `${lines} where seq <= ${logCursor}`));
});

test('a backup is one file for its owner only, and never overwrites another one unless it is told to', async t => {
  const { folders, settings } = await openBusy(t);
  const file = folders.in('one.tgz');
  writeFileSync(file, 'mine');
  const refused = await telltale(['backup', file], settings);
  assert.deepEqual([refused.code, readFileSync(file, 'utf8')], [1, 'mine']);
  assert.equal(refused.error, `${file} is there already. Name another file, or overwrite it by --force.\n`);
  assert.equal((await telltale(['backup', '--force', file], settings)).code, 0);
  assert.equal(statSync(file).mode & 0o777, 0o600);
  assert.equal(readManifest(file).members.length, 3);
  assert.deepEqual(readdirSync(folders.in()).sort(), ['data', 'one.tgz']);
});

test('a backup that is interrupted leaves no file', async t => {
  const { folders, settings } = await openBusy(t);
  const target = folders.in('target.tgz');
  const begun = Promise.withResolvers<void>();
  const watcher = watch(folders.in(), (_event, name) => name?.startsWith('.telltale-backup-') && begun.resolve());
  t.after(() => watcher.close());
  const running = telltale(['backup', target], settings);
  await begun.promise;
  running.child.kill('SIGINT');
  const { code, error } = await running;
  assert.deepEqual([code, error], [130, 'Stopped. Nothing was changed.\n']);
  assert.deepEqual(readdirSync(folders.in()), ['data']);
});

test('where there is nothing to back up a sentence says so, and nothing is made', async t => {
  const folders = tempFolders(t);
  const { code, error } = await telltale(['backup', folders.in('x.tgz')], { TELLTALE_DATA: folders.in('none') });
  assert.equal(code, 1);
  assert.equal(error, `There is no state.db in ${folders.in('none')}. TELLTALE_DATA names the data folder.\n`);
  assert.ok(!existsSync(folders.in('none')) && !existsSync(folders.in('x.tgz')));
});

test('a damaged database is not taken for a backup', async t => {
  const { busy, folders, files, settings } = await openBusy(t);
  await busy.kill();
  const [{ page }] = rowsOf(files.logs, "select rootpage as page from sqlite_schema where name = 'line'") as [
    { page: number },
  ];
  const database = new BetterSqlite3(files.logs);
  database.pragma('wal_checkpoint(TRUNCATE)');
  database.close();
  const bytes = readFileSync(files.logs);
  writeFileSync(files.logs, bytes.fill(0x5a, (page - 1) * 4096, page * 4096));
  const { code, error } = await telltale(['backup', folders.in('x.tgz')], settings);
  assert.equal(code, 1);
  assert.match(error, /logs\.db (is damaged|cannot be read): /);
  assert.ok(!existsSync(folders.in('x.tgz')));
});
