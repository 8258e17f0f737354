import { mem } from 'systeminformation';
import type { Source } from './gauge.ts';

export const memory: Source = {
  name: 'memory',
  everyMs: 1000,
  async read() {
    const { active, total, swapused, swaptotal } = await mem();
    const gauges = [
      { metric: 'host_memory_used_bytes', value: active, unit: 'bytes' },
      { metric: 'host_memory_total_bytes', value: total, unit: 'bytes' },
    ];
    if (swaptotal > 0) gauges.push({ metric: 'host_swap_used_bytes', value: swapused, unit: 'bytes' });
    return gauges;
  },
};
