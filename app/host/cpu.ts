import { loadavg } from 'node:os';
import { currentLoad } from 'systeminformation';
import type { Gauge, Source } from './gauge.ts';

export const cpu: Source = {
  name: 'cpu',
  everyMs: 1000,
  async read() {
    const load = await currentLoad();
    const modes = {
      user: load.currentLoadUser + load.currentLoadNice,
      system: load.currentLoadSystem + load.currentLoadIrq,
      steal: load.currentLoadSteal,
    };
    return [
      { metric: 'host_cpu_percent', value: round(load.currentLoad), unit: '%' },
      ...Object.entries(modes).map(([mode, value]) => ({
        metric: 'host_cpu_mode_percent',
        value: round(value),
        unit: '%',
        labels: { mode },
      })),
      ...load.cpus.map((core, i) => ({
        metric: 'host_cpu_core_percent',
        value: round(core.load),
        unit: '%',
        labels: { core: String(i) },
      })),
      ...loadAverages(),
    ];
  },
};

function loadAverages(): Gauge[] {
  const [one, five, fifteen] = loadavg();
  return [
    { metric: 'host_load', value: round(one!), unit: '', labels: { over: '1m' } },
    { metric: 'host_load', value: round(five!), unit: '', labels: { over: '5m' } },
    { metric: 'host_load', value: round(fifteen!), unit: '', labels: { over: '15m' } },
  ];
}

const round = (value: number) => Math.round(value * 100) / 100;
