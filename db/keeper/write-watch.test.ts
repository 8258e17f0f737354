import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fromErrorMessage, toErrorMessage } from './messages.ts';
import { WriteWatch } from './write-watch.ts';

test('a file is unwritable since the first attempt that failed for that, until one goes well', async () => {
  let nowMs = 1;
  const watch = new WriteWatch(() => nowMs);
  await fail(watch, sqliteError('SQLITE_FULL'));
  nowMs = 2;
  await fail(watch, new Error('the commit failed', { cause: sqliteError('SQLITE_IOERR_WRITE') }));
  assert.deepEqual(watch.trouble, { code: 'SQLITE_IOERR_WRITE', sinceMs: 1 });
  await fail(watch, new Error('a mistake of the caller'));
  assert.deepEqual(watch.trouble, { code: 'SQLITE_IOERR_WRITE', sinceMs: 1 }, 'that tells nothing of the file');
  assert.equal(await watch.attempt(async () => 'stored'), 'stored');
  assert.equal(watch.trouble, undefined);
});

test('the code is known on both sides of a keeper', async () => {
  const watch = new WriteWatch(() => 1);
  const thrown = new Error('the commit failed', { cause: sqliteError('SQLITE_FULL') });
  await fail(watch, fromErrorMessage(toErrorMessage(thrown)));
  assert.deepEqual(watch.trouble, { code: 'SQLITE_FULL', sinceMs: 1 });
});

async function fail(watch: WriteWatch, error: Error): Promise<void> {
  await assert.rejects(
    watch.attempt(() => Promise.reject(error)),
    error,
  );
}

function sqliteError(code: string): Error {
  return Object.assign(new Error('SQLite says so'), { code });
}
