import type { Source } from './gauge.ts';
import type { Machine } from './machine.ts';

export const disks = (machine: Machine): Source => ({
  name: 'disks',
  everyMs: 10_000,
  async read() {
    const mounted = await machine.disks();
    return mounted
      .filter(({ sizeBytes }) => sizeBytes > 0)
      .flatMap(({ mount, usedBytes, sizeBytes }) => [
        {
          metric: 'host_disk_used_percent',
          value: Math.round((usedBytes / sizeBytes) * 1000) / 10,
          unit: '%',
          labels: { mount },
        },
        { metric: 'host_disk_used_bytes', value: usedBytes, unit: 'bytes', labels: { mount } },
        { metric: 'host_disk_size_bytes', value: sizeBytes, unit: 'bytes', labels: { mount } },
      ]);
  },
});
