import type { Gauge, Source } from './gauge.ts';
import type { Machine } from './machine.ts';

export const diskTraffic = (machine: Machine): Source => ({
  name: 'disk traffic',
  everyMs: 1000,
  async read() {
    const { readBytesPerSecond, writtenBytesPerSecond } = await machine.diskTraffic();
    return [...rate('read', readBytesPerSecond), ...rate('write', writtenBytesPerSecond)];
  },
});

function rate(direction: string, bytesPerSecond: number | undefined): Gauge[] {
  if (bytesPerSecond === undefined) return [];
  const value = Math.max(0, Math.round(bytesPerSecond));
  return [{ metric: 'host_disk_bytes_per_second', value, unit: 'bytes/s', labels: { direction } }];
}
