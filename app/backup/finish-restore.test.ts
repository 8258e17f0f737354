import assert from 'node:assert/strict';
import fs, { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { finishRestore, PENDING_NAME } from './finish-restore.ts';
import { FORMAT, type Manifest } from './manifest.ts';
import { tempFolders } from './testing/temp-folders.ts';

const NAMES = ['state.db', 'logs.db', 'history.db'] as const;
/** `write-token` is not in the backup, and a log belongs to its database. */
const OLD = ['history.db', 'state.db', 'state.db-wal', 'write-token'];
const now = () => 0;
const REPLACED = 'replaced-1970-01-01T00-00-00-000Z';

function openPending(t: TestContext, old: readonly string[]) {
  const dataDir = tempFolders(t).in('data');
  const pending = join(dataDir, PENDING_NAME);
  mkdirSync(pending, { recursive: true });
  const members = NAMES.map(name => ({ name, sizeBytes: 3, sha256: '0'.repeat(64), cursor: 0 }));
  const manifest: Manifest = { format: FORMAT, createdAt: new Date(0).toISOString(), version: '0.1.0', members };
  writeFileSync(join(pending, 'manifest.json'), JSON.stringify(manifest));
  for (const name of NAMES) writeFileSync(join(pending, name), 'new');
  for (const name of old) writeFileSync(join(dataDir, name), 'old');
  return dataDir;
}

/** Lets so many renames happen, then fails as if the process had ended. Gives how many there were. */
function failAfter(t: TestContext, renames: number, run: () => void): number {
  const rename = fs.renameSync;
  let count = 0;
  const mock = t.mock.method(fs, 'renameSync', (from: string, to: string) => {
    if (count === renames) throw new Error('the end');
    count++;
    rename(from, to);
  });
  syncBuiltinESMExports();
  try {
    run();
  } catch (error) {
    assert.equal((error as Error).message, 'the end');
  } finally {
    mock.mock.restore();
    syncBuiltinESMExports();
  }
  return count;
}

function requireFinished(dataDir: string): void {
  assert.deepEqual(readdirSync(dataDir).sort(), ['history.db', 'logs.db', REPLACED, 'state.db']);
  for (const name of NAMES) assert.equal(readFileSync(join(dataDir, name), 'utf8'), 'new');
  assert.deepEqual(readdirSync(join(dataDir, REPLACED)).sort(), OLD);
  for (const name of OLD) assert.equal(readFileSync(join(dataDir, REPLACED, name), 'utf8'), 'old');
}

test('a restore that ends after any step is finished by whoever comes next', t => {
  const all = NAMES.length + OLD.length + 1;
  for (let renames = 0; renames <= all + 1; renames++) {
    const dataDir = openPending(t, OLD);
    assert.equal(
      failAfter(t, renames, () => finishRestore(dataDir, now)),
      Math.min(renames, all),
    );
    finishRestore(dataDir, now);
    requireFinished(dataDir);
  }
});

test('where nothing was, nothing is kept, and where nothing waits, nothing is done', t => {
  const dataDir = openPending(t, []);
  assert.equal(finishRestore(dataDir, now), undefined);
  assert.deepEqual(readdirSync(dataDir).sort(), [...NAMES].sort());
  assert.equal(finishRestore(dataDir, now), undefined);
  assert.deepEqual(readdirSync(dataDir).sort(), [...NAMES].sort());
});
