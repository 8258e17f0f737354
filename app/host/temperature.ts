import { cpuTemperature } from 'systeminformation';
import type { Source } from './gauge.ts';

/** Virtual machines have none; then there is no series. */
export const temperature: Source = {
  name: 'temperature',
  everyMs: 5000,
  async read() {
    const { main } = await cpuTemperature();
    return typeof main === 'number' ? [{ metric: 'host_cpu_temperature', value: main, unit: '°C' }] : [];
  },
};
