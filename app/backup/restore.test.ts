import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import {
  appendFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  watch,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { after, before, type TestContext, test } from 'node:test';
import BetterSqlite3 from 'better-sqlite3';
import { openState } from '../../db/state.ts';
import { routes } from '../routes.ts';
import { dataFiles } from '../start/data-files.ts';
import { startServer, type TestServer } from '../testing/real-server.ts';
import { telltale } from '../testing/telltale.ts';
import type { Manifest } from './manifest.ts';
import { repack } from './testing/repack.ts';
import { tempFolders } from './testing/temp-folders.ts';

let server: TestServer;
/** Of that server, with one reading, while it ran. */
let file: string;

before(async () => {
  server = await startServer({ env: { TELLTALE_HOST_METRICS: 'off' } });
  const headers = { Authorization: `Bearer ${server.writeToken}` };
  const href = routes.inOne.href({ metric: 'temperature' });
  const sent = await fetch(server.url + href, { method: 'POST', headers, body: '21.4' });
  assert.equal(sent.status, 200, await sent.text());
  file = join(server.dataDir, '..', 'backup.tgz');
  const { code, error } = await telltale(['backup', file], { TELLTALE_DATA: server.dataDir });
  assert.equal(code, 0, error);
});

after(() => server.dispose());

function restoreInto(dataDir: string, ...args: readonly string[]) {
  return telltale(['restore', ...args], { TELLTALE_DATA: dataDir });
}

/** A folder with databases that are somebody's. */
function usedFolder(t: TestContext): string {
  const dataDir = tempFolders(t).in('used');
  const files = dataFiles(dataDir);
  openState(files.state, () => 0).close();
  writeFileSync(files.logs, 'my logs');
  writeFileSync(`${files.logs}-wal`, 'my log of logs');
  return dataDir;
}

/** Every file with what is in it, but for the lock. */
function contentOf(folder: string): Record<string, string> {
  const names = readdirSync(folder).filter(name => !name.startsWith('lock.'));
  return Object.fromEntries(names.map(name => [name, readFileSync(join(folder, name), 'base64')]));
}

test('a server on a restored folder has the readings, and takes the write token of then', async t => {
  const dataDir = tempFolders(t).in('deep', 'data');
  const { code, error } = await restoreInto(dataDir, file);
  assert.equal(code, 0, error);
  assert.match(error, new RegExp(`^Restored the backup of 20\\S+Z into ${dataDir}\\.\n$`));
  for (const path of Object.values(dataFiles(dataDir))) assert.equal(statSync(path).mode & 0o777, 0o600, path);
  const restored = await startServer({ env: { TELLTALE_DATA: dataDir } });
  t.after(() => restored.dispose());
  const headers = { Authorization: `Bearer ${server.writeToken}` };
  const href = routes.inOne.href({ metric: 'temperature' });
  const sent = await fetch(restored.url + href, { method: 'POST', headers, body: '22' });
  assert.equal(await sent.text(), 'ok temperature = 22\n', 'the series is not new');
});

test('a restored state has a name of its own: its numbers were given to other changes before', async t => {
  const dataDir = tempFolders(t).in('data');
  await restoreInto(dataDir, file);
  const epochOf = (folder: string) => {
    const state = openState(dataFiles(folder).state, () => 0);
    try {
      return state.database.prepare<{ value: string }>("select value from fact where name = 'epoch'").get()!.value;
    } finally {
      state.close();
    }
  };
  assert.notEqual(epochOf(dataDir), epochOf(server.dataDir));
});

test('a folder that a server uses is not restored into, not even by force', async () => {
  const { code, error } = await restoreInto(server.dataDir, '--force', file);
  assert.equal(code, 1);
  assert.ok(error.startsWith(`Another Telltale uses ${server.dataDir} (process ${server.pid}, since `), error);
  assert.ok(server.isRunning);
});

test('databases that are there are not touched, unless by force: then they are kept in a folder of their own', async t => {
  const dataDir = usedFolder(t);
  const old = contentOf(dataDir);
  const refused = await restoreInto(dataDir, file);
  assert.deepEqual([refused.code, contentOf(dataDir)], [1, old]);
  assert.match(refused.error, /holds a state\.db already\. Set TELLTALE_DATA to another folder, or use --force: /);
  const forced = await restoreInto(dataDir, '--force', file);
  assert.equal(forced.code, 0, forced.error);
  const replaced = readdirSync(dataDir).find(name => name.startsWith('replaced-'))!;
  assert.ok(forced.error.endsWith(` What was there is in ${join(dataDir, replaced)}.\n`), forced.error);
  assert.deepEqual(contentOf(join(dataDir, replaced)), old);
  assert.deepEqual(
    readdirSync(dataDir).filter(name => !name.startsWith('lock.')),
    ['events.db', 'history.db', 'images.db', 'jobs.db', 'logs.db', replaced, 'state.db', 'write-token'],
  );
});

const DAMAGES: Readonly<Record<string, (path: string) => void>> = {
  'cut off in the middle': path => truncateSync(path, Math.floor(statSync(path).size / 2)),
  'cut off before its last byte': path => truncateSync(path, statSync(path).size - 1),
  empty: path => truncateSync(path, 0),
  // One bit alone may stand for another way to say the same: many pages are empty.
  'some bytes of it others': path => {
    const bytes = readFileSync(path);
    const middle = Math.floor(bytes.length / 2);
    for (let at = middle; at < middle + 64; at++) bytes[at] = bytes[at]! ^ 0xff;
    writeFileSync(path, bytes);
  },
  'something else': path => writeFileSync(path, 'My memoirs'),
  'a file changed': path => repack(path, path, folder => appendFileSync(join(folder, 'write-token'), 'x')),
  'a file missing': path => repack(path, path, folder => rmSync(join(folder, 'write-token'))),
  'no manifest': path => repack(path, path, folder => rmSync(join(folder, 'manifest.json'))),
  'a newer format': path => changeManifest(path, text => text.replace('"format": 1', '"format": 2')),
  'a manifest that names no state': path => changeManifest(path, text => text.replace('state.db', 'write-token')),
  'a newer database': path => changeState(path, state => state.pragma('user_version = 99')),
  'a database that was broken before': path =>
    changeState(path, state => {
      state.unsafeMode().pragma('writable_schema = ON');
      state.exec("update sqlite_schema set rootpage = 2 where name = 'outbox'");
    }),
};

function changeManifest(path: string, change: (text: string) => string): void {
  repack(path, path, folder => {
    const manifest = join(folder, 'manifest.json');
    writeFileSync(manifest, change(readFileSync(manifest, 'utf8')));
  });
}

/** With the right checksum, as if it had been like this when it was backed up. */
function changeState(path: string, change: (state: BetterSqlite3.Database) => unknown): void {
  repack(path, path, folder => {
    const file = join(folder, 'state.db');
    const state = new BetterSqlite3(file);
    change(state);
    state.close();
    const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest;
    const member = manifest.members.find(({ name }) => name === 'state.db')!;
    member.sha256 = createHash('sha256').update(readFileSync(file)).digest('hex');
    member.sizeBytes = statSync(file).size;
    writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
  });
}

for (const [what, damage] of Object.entries(DAMAGES)) {
  test(`${what}: restoring it leaves everything as it was, and a sentence says so`, async t => {
    const dataDir = usedFolder(t);
    const old = contentOf(dataDir);
    const damaged = tempFolders(t).in('damaged.tgz');
    writeFileSync(damaged, readFileSync(file));
    damage(damaged);
    const { code, error } = await restoreInto(dataDir, '--force', damaged);
    t.diagnostic(error.trim());
    assert.equal(code, 1);
    assert.match(error, /^The backup [^\n]+\. Nothing was changed\.\n$/);
    assert.deepEqual(contentOf(dataDir), old);
  });
}

test('a restore that is interrupted leaves everything as it was; after one that was killed the next one works', async t => {
  const dataDir = usedFolder(t);
  const old = contentOf(dataDir);
  const bytes = readFileSync(file);
  const beginHalf = async () => {
    const begun = Promise.withResolvers<void>();
    const watcher = watch(dataDir, (_event, name) => name === 'restore-incoming' && begun.resolve());
    const running = restoreInto(dataDir, '--force', '-');
    running.child.stdin!.on('error', () => {}); // it ends before it has read all
    running.child.stdin!.write(bytes.subarray(0, bytes.length / 2));
    await begun.promise;
    watcher.close();
    return { running }; // in an object: else `await` would wait for its end
  };

  const { running: interrupted } = await beginHalf();
  interrupted.child.kill('SIGINT');
  assert.deepEqual(await interrupted, { out: '', error: 'Stopped. Nothing was changed.\n', code: 130 });
  assert.deepEqual(contentOf(dataDir), old);

  const { running: killed } = await beginHalf();
  killed.child.kill('SIGKILL');
  await killed;
  assert.equal((await restoreInto(dataDir, '--force', file)).code, 0);
  assert.ok(!readdirSync(dataDir).includes('restore-incoming'));
});

test('through a pipe a backup goes from one folder into another', async t => {
  const source = tempFolders(t).in('source');
  await restoreInto(source, file);
  const target = tempFolders(t).in('target');
  mkdirSync(target);
  const writing = telltale(['backup', '-'], { TELLTALE_DATA: source });
  const reading = restoreInto(target, '-');
  writing.child.stdout!.pipe(reading.child.stdin!);
  assert.deepEqual([(await writing).code, (await reading).code], [0, 0]);
  assert.deepEqual(Object.keys(contentOf(target)).sort(), [
    ...['events.db', 'history.db', 'images.db', 'jobs.db', 'logs.db', 'state.db', 'write-token'],
  ]);
});
