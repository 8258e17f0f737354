import type { DashboardDefinition } from '../dashboards/definition.ts';
import { machinePanels } from '../dashboards/machine-panels.ts';

/** The dashboard of any machine by its name: the panels of This machine, without those about the server. Made anew each time. */
export function hostBoard(host: string): DashboardDefinition {
  const { cpu, memory, loadNow, cpuModes, network, cores, disk, load, disks } = machinePanels(host);
  return {
    title: host,
    panels: [
      ...[cpu, memory, loadNow].map(panel => ({ ...panel, w: 8 })),
      ...[cpuModes, network, cores, disk, load],
      { ...disks, w: 24 },
    ],
  };
}
