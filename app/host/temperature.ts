import { cpuTemperature } from 'systeminformation';
import type { Gauge, Source } from './gauge.ts';

let hasSensor: boolean | undefined;

/**
 * Virtual machines have none; then there is no series, and it is asked for once: the library starts three processes to
 * find that out.
 */
export const temperature: Source = {
  name: 'temperature',
  everyMs: 10_000,
  async read(): Promise<Gauge[]> {
    if (hasSensor === false) return [];
    const { main } = await cpuTemperature();
    hasSensor ??= typeof main === 'number';
    return typeof main === 'number' ? [{ metric: 'host_cpu_temperature', value: main, unit: '°C' }] : [];
  },
};
