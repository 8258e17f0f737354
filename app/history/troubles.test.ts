import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allowChunks, forbidChunks } from './testing/other-connection.ts';
import { NOON_MS, openTempHistory, reading } from './testing/temp-history.ts';

/** Enough for a flush. */
const POINTS = 100;

test('a flush that fails is told with its reason, since when it does, until one goes well', async t => {
  const temp = await openTempHistory(t, { flushPoints: POINTS });
  forbidChunks(temp.path);
  await temp.store.append([reading('x', 0, 0)]);
  assert.deepEqual((await temp.store.stats()).troubles, []);
  await temp.store.append(Array.from({ length: POINTS }, (_, at) => ({ ...reading('x', 0, at), atMs: NOON_MS + at })));
  await assert.rejects(temp.store.sweep(), /no room/);
  temp.nowMs += 60_000;
  await assert.rejects(temp.store.sweep(), /no room/);
  const [trouble, ...more] = (await temp.store.stats()).troubles;
  assert.deepEqual(more, []);
  assert.ok(trouble?.kind === 'unpacked');
  assert.match(trouble.reason, /no room/);
  assert.equal(trouble.sinceMs, NOON_MS);
  allowChunks(temp.path);
  await temp.store.sweep();
  assert.deepEqual((await temp.store.stats()).troubles, []);
});
