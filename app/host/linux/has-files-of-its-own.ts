import type { Mount } from './parse-mounts.ts';

/** The kernel's and the system's views of themselves; `df` shows none of them, and asking `autofs` could mount what nobody needs. */
const VIEWS =
  /^(autofs|binfmt_misc|bpf|cgroup2?|configfs|debugfs|devpts|fusectl|fuse\.portal|hugetlbfs|mqueue|nsfs|proc|pstore|rpc_pipefs|securityfs|selinuxfs|sysfs|tracefs)$/;

/** Kept in memory, or an image that is full by its nature. */
const MEMORY_OR_IMAGE = /tmpfs|devfs|udev|rootfs|ramfs|initrd|unionfs|squashfs|cramfs|specfs|appimaged/;

/** Whether somebody could fill this file system up: disks, network shares, and the root whatever it is. */
export function hasFilesOfItsOwn({ device, mount, type }: Mount): boolean {
  if (VIEWS.test(type) || type === 'squashfs') return false;
  return device.includes('/') || mount === '/' || !MEMORY_OR_IMAGE.test(type);
}
