import assert from 'node:assert/strict';
import { test } from 'node:test';
import { repeat } from './repeat.ts';

test('a task is done again and again, never twice at once, whether it fails or not, until it is stopped', async () => {
  const failures: string[] = [];
  const { promise: enough, resolve } = Promise.withResolvers<void>();
  let atOnce = 0;
  let done = 0;
  const task = async () => {
    assert.equal(++atOnce, 1);
    await new Promise(next => setTimeout(next, 5));
    atOnce--;
    if (++done === 6) resolve();
    if (done % 2 === 0) throw new Error(`${done}`);
  };
  const keepAlive = setInterval(() => {}, 1000);
  const stop = repeat(task, 1, ({ message }) => failures.push(message));
  await enough;
  stop();
  await new Promise(next => setTimeout(next, 20));
  clearInterval(keepAlive);
  assert.deepEqual([done, failures], [6, ['2', '4', '6']]);
});
