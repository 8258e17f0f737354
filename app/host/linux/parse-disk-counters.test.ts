import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseDiskCounters } from './parse-disk-counters.ts';

test('disks and partitions have the bytes of their sectors, with the columns of old and of new kernels', () => {
  const { readBytes, writtenBytes } = parseDiskCounters(`\
   8       0 sda 222100 32811 1000 144284 2021095 312398 2000 2094163 0 175576 2290824
 259       1 nvme0n1p1 492 813 10 96 848 81 20 210 0 76 307 0 0 0 0 0 0
`);
  assert.deepEqual(Object.fromEntries(readBytes), { sda: 512_000, nvme0n1p1: 5120 });
  assert.deepEqual(Object.fromEntries(writtenBytes), { sda: 1_024_000, nvme0n1p1: 10_240 });
});

test('no file and the short lines of very old kernels are no disks', () => {
  assert.equal(parseDiskCounters('').readBytes.size, 0);
  assert.equal(parseDiskCounters('   3    1   hda1 35486 38030 38030 38030').readBytes.size, 0);
});
