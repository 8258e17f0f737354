import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { lockFile } from './lock-file.ts';

test('one holds the lock, until it lets go', t => {
  const folder = mkdtempSync(join(tmpdir(), 'lock-file-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'lock.db');
  const unlock = lockFile(path);
  assert.ok(unlock);
  assert.equal(lockFile(path), undefined);
  assert.equal(lockFile(path), undefined, 'who was refused has not taken the lock away');
  assert.deepEqual(readdirSync(folder), ['lock.db']);
  unlock();
  const unlockAgain = lockFile(path);
  assert.ok(unlockAgain);
  unlockAgain();
});

test('what is no question of a lock is thrown', () => {
  assert.throws(() => lockFile(join(tmpdir(), 'no-such-folder', 'lock.db')), /directory does not exist|unable to open/);
});
