import { seriesKey } from '../history/series-key.ts';
import type { PanelDefinition } from './definition.ts';

/** The label by which readings of other machines name theirs. Those of the machine that the server runs on have none. */
export const HOST_LABEL = 'host';

/**
 * The panels of one machine, by name; who lays them out gives some another width. `host` is the name of the machine, empty for the
 * one that the server runs on: each panel shows this one's series and nobody else's.
 */
export function machinePanels(host: string) {
  const expr = (metric: string, labels: Readonly<Record<string, string>> = {}) =>
    seriesKey(metric, { [HOST_LABEL]: host, ...labels });
  const chart = { kind: 'line', w: 8, h: 6 } as const;
  return {
    cpu: { kind: 'stat', id: 'cpu', title: 'CPU', w: 5, h: 4, queries: [{ expr: expr('host_cpu_percent') }] },
    memory: {
      kind: 'gauge',
      id: 'memory',
      title: 'Memory',
      w: 4,
      h: 4,
      queries: [{ expr: expr('host_memory_used_bytes') }],
      min: 0,
      maxExpr: expr('host_memory_total_bytes'),
      warn: 0.85,
      crit: 0.95,
    },
    loadNow: {
      ...{ kind: 'stat', id: 'load-now', title: 'Load', subtitle: 'over 1 min', w: 6, h: 4 },
      queries: [{ expr: expr('host_load', { over: '1m' }) }],
    },
    cpuModes: {
      ...{ kind: 'line', id: 'cpu-modes', title: 'CPU by mode', subtitle: 'stacked', w: 14, h: 7, isStacked: true },
      queries: ['user', 'system', 'steal'].map(mode => ({
        expr: expr('host_cpu_mode_percent', { mode }),
        legend: mode,
      })),
    },
    network: {
      ...{ kind: 'line', id: 'network', title: 'Network', w: 10, h: 7 },
      queries: [{ expr: expr('host_network_bytes_per_second'), legend: '{{interface}} {{direction}}' }],
    },
    cores: {
      ...chart,
      id: 'cores',
      title: 'CPU by core',
      queries: [{ expr: expr('host_cpu_core_percent'), legend: 'core {{core}}' }],
    },
    disk: {
      ...chart,
      id: 'disk',
      title: 'Disk traffic',
      queries: [{ expr: expr('host_disk_bytes_per_second'), legend: '{{direction}}' }],
    },
    load: {
      ...chart,
      id: 'load',
      title: 'Load',
      queries: [{ expr: expr('host_load'), legend: 'over {{over}}' }],
    },
    disks: {
      ...{ kind: 'table', id: 'disks', title: 'Disks', w: 6, h: 7 },
      queries: [
        { expr: expr('host_disk_used_percent'), legend: '{{mount}} used' },
        { expr: expr('host_disk_size_bytes'), legend: '{{mount}} size' },
      ],
    },
  } satisfies Readonly<Record<string, PanelDefinition>>;
}
