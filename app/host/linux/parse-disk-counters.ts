/** Bytes read from and written to each block device, partitions included. */
export interface DiskCounters {
  readonly readBytes: ReadonlyMap<string, number>;
  readonly writtenBytes: ReadonlyMap<string, number>;
}

/** The kernel's own unit, whatever the sectors of the disk are. */
const SECTOR_BYTES = 512;

/** Reads `/proc/diskstats`; its columns are explained in the kernel's Documentation/admin-guide/iostats.rst. */
export function parseDiskCounters(text: string): DiskCounters {
  const readBytes = new Map<string, number>();
  const writtenBytes = new Map<string, number>();
  for (const line of text.split('\n')) {
    const [, , name, , , sectorsRead, , , , sectorsWritten] = line.trim().split(/ +/);
    if (sectorsWritten === undefined) continue;
    readBytes.set(name!, Number(sectorsRead) * SECTOR_BYTES);
    writtenBytes.set(name!, Number(sectorsWritten) * SECTOR_BYTES);
  }
  return { readBytes, writtenBytes };
}
