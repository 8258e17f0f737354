import { fsSize } from 'systeminformation';
import type { Source } from './gauge.ts';

export const disks: Source = {
  name: 'disks',
  everyMs: 10_000,
  async read() {
    const mounted = await fsSize();
    return mounted
      .filter(disk => disk.size > 0)
      .flatMap(({ mount, used, size }) => [
        {
          metric: 'host_disk_used_percent',
          value: Math.round((used / size) * 1000) / 10,
          unit: '%',
          labels: { mount },
        },
        { metric: 'host_disk_used_bytes', value: used, unit: 'bytes', labels: { mount } },
        { metric: 'host_disk_size_bytes', value: size, unit: 'bytes', labels: { mount } },
      ]);
  },
};
