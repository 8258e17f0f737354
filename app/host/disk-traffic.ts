import { fsStats } from 'systeminformation';
import type { Gauge, Source } from './gauge.ts';

export const diskTraffic: Source = {
  name: 'disk traffic',
  everyMs: 1000,
  async read() {
    const stats = await fsStats();
    return [rate('read', stats?.rx_sec), rate('write', stats?.wx_sec)].flat();
  },
};

/** Nothing for the first reading, which has no earlier one to compare with, and where the system does not say. */
function rate(direction: string, bytesPerSecond: number | null | undefined): Gauge[] {
  if (typeof bytesPerSecond !== 'number') return [];
  const value = Math.max(0, Math.round(bytesPerSecond));
  return [{ metric: 'host_disk_bytes_per_second', value, unit: 'bytes/s', labels: { direction } }];
}
