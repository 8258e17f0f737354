import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import type { Machine } from '../machine.ts';
import { hasFilesOfItsOwn } from './has-files-of-its-own.ts';
import { listFolder } from './list-folder.ts';
import { measureDisks } from './measure-disks.ts';
import { parseMemory } from './parse-memory.ts';
import { parseMounts } from './parse-mounts.ts';
import { readTemperature } from './read-temperature.ts';
import { readText } from './read-text.ts';
import { watchCpu } from './watch-cpu.ts';
import { watchDiskTraffic } from './watch-disk-traffic.ts';
import { watchLinks } from './watch-links.ts';

export interface LinuxMachineOptions {
  /** Folder that holds `proc` and `sys`. */
  readonly root?: string;
  readonly nowMs?: () => number;
  readonly linkNames?: () => readonly string[];
}

/** This machine by the kernel's own files: no program is started, so the event loop goes on while they are read. */
export function createLinuxMachine(options: LinuxMachineOptions = {}): Machine {
  const { root = '/', nowMs, linkNames = () => Object.keys(networkInterfaces()) } = options;
  const proc = (file: string) => () => readText(join(root, 'proc', file));
  const [readMemory, readMounts] = [proc('meminfo'), proc('self/mounts')];
  return {
    cpuLoad: watchCpu(proc('stat')),
    memory: async () => parseMemory(await readMemory()),
    disks: async () => {
      const mounts = parseMounts(await readMounts()).filter(hasFilesOfItsOwn);
      return await measureDisks(mounts.map(({ mount }) => mount));
    },
    diskTraffic: watchDiskTraffic({
      read: proc('diskstats'),
      listDevices: () => listFolder(join(root, 'sys/block')),
      nowMs,
    }),
    links: watchLinks({ read: proc('net/dev'), listNames: linkNames, nowMs }),
    cpuTemperatureCelsius: () => readTemperature(join(root, 'sys/class')),
  };
}
