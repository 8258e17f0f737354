/** Bytes that all disks together have read and written since the machine was started. */
export interface DiskCounters {
  readonly readBytes: number;
  readonly writtenBytes: number;
}

/** The kernel counts in these, whatever the disk's own sectors are. */
const SECTOR_BYTES = 512;

/** Memory and files that pose as disks, and those that stand over other disks, whose traffic would count twice. */
const NOT_A_DISK = /^(?:loop|ram|zram|sr|fd|dm-|md|nbd)\d/;

/**
 * Reads `/proc/diskstats` (kernel documentation, admin-guide/iostats): major, minor and name, then reads, merged reads, sectors
 * read, milliseconds, writes, merged writes, sectors written. `blockDevices` are the names in `/sys/block`, which leaves
 * partitions out.
 */
export function parseDiskstats(text: string, blockDevices: Iterable<string>): DiskCounters {
  const disks = new Set([...blockDevices].filter(name => !NOT_A_DISK.test(name)));
  let [readBytes, writtenBytes] = [0, 0];
  for (const line of text.split('\n')) {
    const [, , name, , , sectorsRead, , , , sectorsWritten] = line.trim().split(/\s+/);
    if (name === undefined || !disks.has(name)) continue;
    readBytes += Number(sectorsRead) * SECTOR_BYTES;
    writtenBytes += Number(sectorsWritten) * SECTOR_BYTES;
  }
  return { readBytes, writtenBytes };
}
