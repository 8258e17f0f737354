import { readdir } from 'node:fs/promises';

/** Files and sockets that this process holds open; undefined where the system does not tell in this way. */
export async function openFiles(): Promise<number | undefined> {
  const names = await readdir('/proc/self/fd').catch(() => undefined);
  return names && names.length - 1; // without the folder that was just read
}
