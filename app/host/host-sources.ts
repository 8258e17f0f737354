import { about } from './about.ts';
import { cpu } from './cpu.ts';
import { diskTraffic } from './disk-traffic.ts';
import { disks } from './disks.ts';
import type { Source } from './gauge.ts';
import { libraryMachine } from './library/library-machine.ts';
import { createLinuxMachine } from './linux/linux-machine.ts';
import type { Machine } from './machine.ts';
import { memory } from './memory.ts';
import { network } from './network.ts';
import { temperature } from './temperature.ts';
import { uptime } from './uptime.ts';

/** Everything that is asked about a machine, which is this one unless a test brings another. */
export function hostSources(machine: Machine = createThisMachine()): readonly Source[] {
  return [cpu, memory, disks, diskTraffic, network, temperature, uptime, about].map(source => source(machine));
}

function createThisMachine(): Machine {
  return process.platform === 'linux' ? createLinuxMachine() : libraryMachine;
}
