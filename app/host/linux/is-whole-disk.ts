/** Memory, files and removable media; and what lies over other disks, whose bytes are counted there already. */
const NOT_A_DISK = /^(loop|ram|zram|sr|fd|dm-|md|md_d|zd|bcache|drbd)\d/;

/** One of several paths to a disk, which counts on the disk itself. */
const PATH_TO_A_DISK = /^nvme\d+c\d+n\d+$/;

/** Whether a name in `/sys/block`, where partitions are not, is that of a disk that moves bytes of its own. */
export function isWholeDisk(name: string): boolean {
  return !NOT_A_DISK.test(name) && !PATH_TO_A_DISK.test(name);
}
