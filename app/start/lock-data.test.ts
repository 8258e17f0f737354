import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { startServer } from '../testing/real-server.ts';
import { lockData } from './lock-data.ts';

test('a second server on one data folder is refused with a sentence that names the first', async t => {
  const first = await startServer();
  t.after(() => first.dispose());
  const second = startServer({ env: { TELLTALE_DATA: first.dataDir, TELLTALE_PORT: '0' } });
  const sentence = `Another Telltale uses ${first.dataDir} \\(process ${first.pid}, since 20.+Z\\)\\. Stop that one, or set`;
  await assert.rejects(second, new RegExp(`exit code 1\\. It said:\nTelltale did not start:\n  ${sentence}`));
  assert.equal((await fetch(first.setupUrl, { redirect: 'manual' })).status, 303, 'the first one goes on');
});

test('a server that was killed leaves no lock, and neither does one that was stopped', async t => {
  const server = await startServer();
  t.after(() => server.dispose());
  await server.kill();
  await server.start();
  assert.equal(await server.stop(), 0);
  await server.start();
});

test('who holds the lock is told even where that is not known', t => {
  const folder = mkdtempSync(join(tmpdir(), 'telltale-lock-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const lock = lockData(folder, () => 0);
  assert.ok('unlock' in lock);
  const problemOf = (refused: ReturnType<typeof lockData>) => ('problem' in refused ? refused.problem : '');
  assert.match(problemOf(lockData(folder, () => 1)), /\(process \d+, since 1970-01-01T00:00:00\.000Z\)\. Stop/);
  rmSync(join(folder, 'lock.txt'));
  assert.match(problemOf(lockData(folder, () => 1)), new RegExp(`^Another Telltale uses ${folder}\\. Stop`));
  lock.unlock();
  const next = lockData(folder, () => 2);
  assert.ok('unlock' in next);
  next.unlock();
});
