import { cpu } from './cpu.ts';
import { diskTraffic } from './disk-traffic.ts';
import { disks } from './disks.ts';
import type { Source } from './gauge.ts';
import { memory } from './memory.ts';
import { network } from './network.ts';
import { temperature } from './temperature.ts';

/** Everything that is asked about this machine. */
export const hostSources: readonly Source[] = [cpu, memory, disks, diskTraffic, network, temperature];
