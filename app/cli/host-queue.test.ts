import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import type { Reading } from '../history/reading.ts';
import { HostQueue } from './host-queue.ts';

const NO_BOUNDS = { keepMs: Number.POSITIVE_INFINITY, keepBytes: Number.POSITIVE_INFINITY };
const reading = (second: number): Reading => {
  return { metric: 'host_load', value: second, labels: { host: 'boat' }, atMs: second * 1000, unit: '' };
};

function filled(bounds: Partial<typeof NO_BOUNDS>, seconds: number): HostQueue {
  const queue = new HostQueue({ ...NO_BOUNDS, ...bounds });
  for (let second = 1; second <= seconds; second++) queue.push([reading(second)]);
  return queue;
}

const timesIn = (queue: HostQueue) => queue.head(1000).map(({ atMs }) => atMs / 1000);

test('moments that follow each other are one compressed body of lines', () => {
  const bodies = filled({}, 3).head(2);
  const lines = gunzipSync(Buffer.concat(bodies.map(({ body }) => body))).toString();
  assert.deepEqual(
    lines
      .trim()
      .split('\n')
      .map(line => JSON.parse(line)),
    [1, 2].map(second => ({ metric: 'host_load', value: second, labels: { host: 'boat' }, t: second * 1000 })),
  );
});

test('beyond the bound in time the oldest are given up, and counted', () => {
  const queue = filled({ keepMs: 5_000 }, 20);
  assert.deepEqual(timesIn(queue), [15, 16, 17, 18, 19, 20]);
  assert.equal(queue.givenUp, 14);
});

test('beyond the bound in bytes the oldest are given up', () => {
  const one = filled({}, 1).head(1)[0]!.body.length;
  const queue = filled({ keepBytes: 4 * one + 20 }, 9);
  assert.deepEqual(timesIn(queue), [6, 7, 8, 9]);
});

test('what was answered goes, also when some of it was given up meanwhile', () => {
  const queue = filled({ keepMs: 4_000 }, 5);
  const batch = queue.head(3);
  for (const second of [6, 7, 8]) queue.push([reading(second)]);
  queue.settle(batch);
  assert.deepEqual(timesIn(queue), [4, 5, 6, 7, 8]);
  queue.settle(queue.head(2));
  assert.deepEqual(timesIn(queue), [6, 7, 8]);
});

test('who waits hears of the next moment, and is let go when it is woken', async () => {
  const queue = new HostQueue();
  const waiting = queue.whenFilled();
  queue.push([reading(1)]);
  await waiting;
  queue.settle(queue.head(1));
  const again = queue.whenFilled();
  queue.wake();
  await again;
  assert.equal(queue.length, 0);
});
