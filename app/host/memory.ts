import type { Source } from './gauge.ts';
import type { Machine } from './machine.ts';

export const memory = (machine: Machine): Source => ({
  name: 'memory',
  everyMs: 1000,
  async read() {
    const { usedBytes, totalBytes, swapUsedBytes, swapTotalBytes } = await machine.memory();
    const gauges = [
      { metric: 'host_memory_used_bytes', value: usedBytes, unit: 'bytes' },
      { metric: 'host_memory_total_bytes', value: totalBytes, unit: 'bytes' },
    ];
    if (swapTotalBytes > 0) gauges.push({ metric: 'host_swap_used_bytes', value: swapUsedBytes, unit: 'bytes' });
    return gauges;
  },
});
