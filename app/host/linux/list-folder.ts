import { readdir } from 'node:fs/promises';

/** Sorted names in a folder of the kernel; none if it is not there or may not be read: then the machine does not say. */
export async function listFolder(path: string): Promise<string[]> {
  return (await readdir(path).catch(() => [])).sort();
}
