import { accessSync, constants, existsSync } from 'node:fs';
import type { DataFiles } from './data-files.ts';

/**
 * Throws the system's error when the data folder, or one of the files that are in it already, may not be written. SQLite
 * would open such a file all the same, and refuse every write later.
 */
export function requireWritable(folder: string, { state, history, logs, images, events, jobs }: DataFiles): void {
  for (const path of [folder, state, history, logs, images, events, jobs])
    if (existsSync(path)) accessSync(path, constants.W_OK);
}
