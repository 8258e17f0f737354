import type { DashboardDefinition } from './definition.ts';
import { machinePanels } from './machine-panels.ts';

/** The dashboard that is there from the first start, made of the readings this server collects by itself. */
export function thisMachine(hostName: string, system: string): DashboardDefinition {
  const { cpu, memory, cpuModes, network, cores, disk, load, disks } = machinePanels('');
  return {
    title: 'This machine',
    subtitle: `${hostName} · ${system}`,
    panels: [
      ...[cpu, memory],
      {
        kind: 'stat',
        id: 'requests',
        title: 'Requests',
        w: 5,
        h: 4,
        queries: [{ expr: 'telltale_requests_per_second' }],
      },
      {
        kind: 'stat',
        id: 'event-loop',
        title: 'Event loop',
        subtitle: 'longest delay',
        w: 5,
        h: 4,
        queries: [{ expr: 'telltale_event_loop_delay_seconds' }],
      },
      {
        kind: 'stat',
        id: 'readings',
        title: 'Readings',
        w: 5,
        h: 4,
        queries: [{ expr: 'telltale_readings_per_second' }],
      },
      { kind: 'telltale', id: 'telltale', title: 'Telltale itself', w: 24, h: 6 },
      ...[cpuModes, network, cores, disk, load],
      { kind: 'log', id: 'log', title: 'telltale', subtitle: 'log, this server', w: 12, h: 7, stream: 'telltale' },
      disks,
      {
        kind: 'table',
        id: 'server',
        title: 'This server',
        w: 6,
        h: 7,
        queries: [
          { expr: 'telltale_resident_memory_bytes', legend: 'memory' },
          { expr: 'telltale_streams_open', legend: 'open streams' },
          { expr: 'telltale_database_bytes', legend: '{{database}}.db' },
        ],
      },
    ],
  };
}
