import { loadavg } from 'node:os';
import type { Gauge, Source } from './gauge.ts';
import type { CpuLoad, Machine } from './machine.ts';

export const cpu = (machine: Machine): Source => ({
  name: 'cpu',
  everyMs: 1000,
  async read() {
    const load = await machine.cpuLoad();
    return [...(load ? shares(load) : []), ...loadAverages()];
  },
});

function shares({ busyPercent, userPercent, systemPercent, stealPercent, corePercent }: CpuLoad): Gauge[] {
  const modes = { user: userPercent, system: systemPercent, steal: stealPercent };
  return [
    { metric: 'host_cpu_percent', value: round(busyPercent), unit: '%' },
    ...Object.entries(modes).map(([mode, value]) => ({
      metric: 'host_cpu_mode_percent',
      value: round(value),
      unit: '%',
      labels: { mode },
    })),
    ...Array.from(corePercent, ([core, value]) => ({
      metric: 'host_cpu_core_percent',
      value: round(value),
      unit: '%',
      labels: { core },
    })),
  ];
}

function loadAverages(): Gauge[] {
  const [one, five, fifteen] = loadavg();
  return [
    { metric: 'host_load', value: round(one!), unit: '', labels: { over: '1m' } },
    { metric: 'host_load', value: round(five!), unit: '', labels: { over: '5m' } },
    { metric: 'host_load', value: round(fifteen!), unit: '', labels: { over: '15m' } },
  ];
}

const round = (value: number) => Math.round(value * 100) / 100;
