import assert from 'node:assert/strict';
import { once } from 'node:events';
import { getPriority } from 'node:os';
import { test } from 'node:test';
import { Worker } from 'node:worker_threads';

test('a thread that gives way comes after the main thread, which stays as it was', async () => {
  const mine = getPriority();
  const worker = new Worker(new URL('./testing/priority.ts', import.meta.url));
  const [{ before, after }] = await once(worker, 'message');
  assert.equal(before, mine);
  if (process.platform === 'linux') assert.equal(after, Math.min(19, mine + 5));
  else assert.equal(after, mine);
  assert.equal(getPriority(), mine);
});
