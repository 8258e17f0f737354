import type { Source } from './gauge.ts';
import type { Machine } from './machine.ts';

/** Virtual machines have none; then there is no series. */
export const temperature = (machine: Machine): Source => ({
  name: 'temperature',
  everyMs: 5000,
  async read() {
    const celsius = await machine.cpuTemperatureCelsius();
    return celsius === undefined ? [] : [{ metric: 'host_cpu_temperature', value: celsius, unit: '°C' }];
  },
});
