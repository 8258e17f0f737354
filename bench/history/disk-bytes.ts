import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const BLOCK_BYTES = 512;
const LOOK_EVERY_MS = 500;

/** What a folder takes on the disk: blocks, because some engines reserve more than they use and leave holes. */
export function diskBytes(folder: string): number {
  let bytes = 0;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    // A file may go while it is looked at.
    const stat = lstatSync(join(entry.parentPath, entry.name), { throwIfNoEntry: false });
    bytes += (stat?.blocks ?? 0) * BLOCK_BYTES;
  }
  return bytes;
}

/** The same, once it has not changed for `quietMs`, or after `timeoutMs`. */
export async function restingDiskBytes(folder: string, quietMs: number, timeoutMs = 120_000): Promise<number> {
  const endMs = performance.now() + timeoutMs;
  let [bytes, sinceMs] = [diskBytes(folder), performance.now()];
  while (performance.now() < Math.min(endMs, sinceMs + quietMs)) {
    await wait(LOOK_EVERY_MS);
    const now = diskBytes(folder);
    if (now !== bytes) [bytes, sinceMs] = [now, performance.now()];
  }
  return bytes;
}
