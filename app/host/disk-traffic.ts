import { readdir, readFile } from 'node:fs/promises';
import { fsStats } from 'systeminformation';
import { parseDiskstats } from './diskstats.ts';
import type { Gauge, Source } from './gauge.ts';
import { Rates } from './rates.ts';

/** Under Linux from the kernel itself: the library starts two processes for each look, and starting one stops this one. */
export const diskTraffic: Source = {
  name: 'disk traffic',
  everyMs: 1000,
  read: process.platform === 'linux' ? readKernel : readLibrary,
};

const rates = new Rates();

async function readKernel(): Promise<Gauge[]> {
  const [text, devices] = await Promise.all([readFile('/proc/diskstats', 'utf8'), readdir('/sys/block')]);
  const { readBytes, writtenBytes } = parseDiskstats(text, devices);
  const atMs = performance.now();
  return [
    gauge('read', rates.perSecond('read', readBytes, atMs)),
    gauge('write', rates.perSecond('write', writtenBytes, atMs)),
  ].flat();
}

async function readLibrary(): Promise<Gauge[]> {
  const stats = await fsStats();
  return [gauge('read', stats?.rx_sec), gauge('write', stats?.wx_sec)].flat();
}

/** Nothing for the first reading, which has no earlier one to compare with, and where the system does not say. */
function gauge(direction: string, bytesPerSecond: number | null | undefined): Gauge[] {
  if (typeof bytesPerSecond !== 'number') return [];
  const value = Math.max(0, Math.round(bytesPerSecond));
  return [{ metric: 'host_disk_bytes_per_second', value, unit: 'bytes/s', labels: { direction } }];
}
