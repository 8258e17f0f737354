import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MAX_WAITING_LINES, SignalQueue } from './signal-queue.ts';

test('gives what was said in its order, of progress the newest only', () => {
  const queue = new SignalQueue();
  assert.ok(queue.isEmpty);
  queue.add({ state: 'start', time: 1 });
  queue.add({ done: 1, total: 9, time: 2 });
  queue.add({ state: 'log', message: 'a', time: 3 });
  queue.add({ done: 2, total: 9, time: 4 });
  queue.add({ state: 'log', message: 'b', time: 5 });
  queue.add({ state: 'fail', exitCode: 3, time: 6 });
  assert.deepEqual(
    queue.take().map(({ time }) => time),
    [1, 3, 4, 5, 6],
  );
  assert.ok(queue.isEmpty);
  assert.deepEqual(queue.take(), []);
});

test('keeps the last lines, and says how many are left out', () => {
  const queue = new SignalQueue();
  for (let line = 0; line < MAX_WAITING_LINES + 7; line++) queue.add({ state: 'log', message: `${line}`, time: line });
  const [first, second, ...others] = queue.take();
  assert.deepEqual(first, { state: 'log', message: '... 7 lines left out ...', time: 7 });
  assert.deepEqual(second, { state: 'log', message: '7', time: 7 });
  assert.equal(others.length, MAX_WAITING_LINES - 1);
});
