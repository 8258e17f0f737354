import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareCpuTimes } from './compare-cpu-times.ts';
import { parseCpuTimes } from './parse-cpu-times.ts';

const compare = (before: string, after: string) => compareCpuTimes(parseCpuTimes(before), parseCpuTimes(after));

const BEFORE = `\
cpu  1000 100 500 8000 300 20 30 50 900 0
cpu0 500 50 250 4000 150 10 15 25 450 0
cpu2 500 50 250 4000 150 10 15 25 450 0
intr 12345 0 9
`;
const AFTER = `\
cpu  1030 110 510 8100 320 25 35 70 930 0
cpu0 530 60 260 4000 150 15 20 45 480 0
cpu2 500 50 250 4100 170 10 15 25 450 0
intr 12399 0 9
`;

test('shares are those of all the time that passed: waiting is idle, interrupts are system, guests are in user', () => {
  const load = compare(BEFORE, AFTER)!;
  assert.equal(load.userPercent, 20);
  assert.equal(load.systemPercent, 10);
  assert.equal(load.stealPercent, 10);
  assert.equal(load.busyPercent, 40);
  assert.deepEqual(
    [...load.corePercent],
    [
      ['0', 100],
      ['2', 0],
    ],
  );
});

test('there is no load without a past, and none of a core that was off', () => {
  assert.equal(compare('', AFTER), undefined);
  assert.equal(compare(AFTER, AFTER), undefined);
  const load = compare(BEFORE.replace(/cpu2.*\n/, ''), AFTER)!;
  assert.deepEqual([...load.corePercent.keys()], ['0']);
});

test('time that the kernel takes back makes no share negative', () => {
  const load = compare('cpu 10 0 10 100 50 0 0 5\n', 'cpu 20 0 10 110 40 0 0 4\n')!;
  assert.deepEqual([load.busyPercent, load.stealPercent], [100, 0]);
  assert.equal(compare('cpu 10 0 10 100 0 0 0 5\n', 'cpu 20 0 10 110 0 0 0 4\n')!.busyPercent, 50);
});
