import assert from 'node:assert/strict';
import { ChildProcess } from 'node:child_process';
import { test } from 'node:test';
import { parseDiskstats } from './diskstats.ts';
import { hostSources } from './host-sources.ts';
import { parseNetDev } from './net-dev.ts';
import { Rates } from './rates.ts';

const NET_DEV = `Inter-|   Receive                                                |  Transmit
 face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed
    lo:  100       1    0    0    0     0          0         0      100       1    0    0    0     0       0          0
  eth0:123456789  10    0    0    0     0          0         0   987654      12    0    0    0     0       0          0
br-0a1b: 5 1 0 0 0 0 0 0 6 1 0 0 0 0 0 0
`;

const DISKSTATS = `   7       0 loop0 9 0 9 0 9 0 9 0 0 0 0
   8       0 sda 10 1 2000 5 20 2 4000 9 0 1 2 0 0 0 0 0 0
   8       1 sda1 10 1 1500 5 20 2 3000 9 0 1 2
 259       0 nvme0n1 1 0 8 0 1 0 16 0 0 0 0
 253       0 dm-0 10 1 2000 5 20 2 4000 9 0 1 2
`;

test('interfaces have the bytes that the kernel has counted, also where the number touches the name', () => {
  assert.deepEqual(parseNetDev(NET_DEV), [
    { name: 'lo', receivedBytes: 100, sentBytes: 100 },
    { name: 'eth0', receivedBytes: 123_456_789, sentBytes: 987_654 },
    { name: 'br-0a1b', receivedBytes: 5, sentBytes: 6 },
  ]);
});

test('disks are counted once: no partitions, no devices over disks, no files that pose as one', () => {
  const counters = parseDiskstats(DISKSTATS, ['loop0', 'sda', 'nvme0n1', 'dm-0']);
  assert.deepEqual(counters, { readBytes: 2008 * 512, writtenBytes: 4016 * 512 });
});

test('a rate needs two counts, and a counter that begins anew gives none', () => {
  const rates = new Rates();
  assert.equal(rates.perSecond('x', 1000, 0), undefined);
  assert.equal(rates.perSecond('x', 1500, 500), 1000);
  assert.equal(rates.perSecond('y', 7, 500), undefined);
  assert.equal(rates.perSecond('x', 10, 1500), undefined);
  assert.equal(rates.perSecond('x', 10, 2500), 0);
});

test('no process is started every second', async t => {
  const spawn = t.mock.method(ChildProcess.prototype as unknown as { spawn(): void }, 'spawn');
  const often = hostSources.filter(({ everyMs }) => everyMs === 1000);
  for (const source of [...often, ...often]) await source.read();
  // Elsewhere than under Linux the library has no other way.
  assert.equal(spawn.mock.callCount() > 0, process.platform !== 'linux');
  assert.ok(often.length >= 4);
});
