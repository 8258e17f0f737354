import type { Machine } from '../machine.ts';
import { isWholeDisk } from './is-whole-disk.ts';
import { parseDiskCounters } from './parse-disk-counters.ts';
import { createRates } from './rates.ts';

export interface DiskTrafficSource {
  /** Gives `/proc/diskstats`. */
  readonly read: () => Promise<string>;
  /** Gives the names in `/sys/block`. */
  readonly listDevices: () => Promise<readonly string[]>;
  readonly nowMs?: (() => number) | undefined;
}

/** Gives what all disks together moved since the last call. */
export function watchDiskTraffic({ read, listDevices, nowMs }: DiskTrafficSource): Machine['diskTraffic'] {
  const [reads, writes] = [createRates(nowMs), createRates(nowMs)];
  return async () => {
    const disks = (await listDevices()).filter(isWholeDisk);
    const { readBytes, writtenBytes } = parseDiskCounters(await read());
    return {
      readBytesPerSecond: sum(disks, reads(readBytes)),
      writtenBytesPerSecond: sum(disks, writes(writtenBytes)),
    };
  };
}

function sum(disks: readonly string[], rates: ReadonlyMap<string, number>): number | undefined {
  const known = disks.flatMap(disk => rates.get(disk) ?? []);
  return known.length === 0 ? undefined : known.reduce((a, b) => a + b);
}
