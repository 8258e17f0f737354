import { readFile } from 'node:fs/promises';

/** Text of a file of the kernel. Empty if it is not there or may not be read, as in some containers: then the machine does not say. */
export async function readText(path: string): Promise<string> {
  return await readFile(path, 'utf8').catch(() => '');
}
