import { stat, statfs } from 'node:fs/promises';
import type { Disk } from '../machine.ts';

/**
 * Sizes of the file systems at these places, one per device: bind mounts show a file system again, and the shortest path
 * names it. Places that may not be entered are left out.
 *
 * Asks one after the other: a share whose server is gone keeps its caller waiting, and must hold one thread of the pool, not all.
 */
export async function measureDisks(mounts: readonly string[]): Promise<Disk[]> {
  const disks = new Map<number, Disk>();
  for (const mount of mounts.toSorted((a, b) => a.length - b.length)) {
    // Unreadable or gone since the list was read: nothing can be said of it.
    const device = await stat(mount).catch(() => undefined);
    if (!device || disks.has(device.dev)) continue;
    const disk = await measure(mount).catch(() => undefined);
    if (disk) disks.set(device.dev, disk);
  }
  return [...disks.values()];
}

async function measure(mount: string): Promise<Disk> {
  const { bsize, blocks, bfree, frsize } = await statfs(mount);
  const blockBytes = frsize || bsize; // older versions of Node do not know `frsize`
  return { mount, usedBytes: (blocks - bfree) * blockBytes, sizeBytes: blocks * blockBytes };
}
