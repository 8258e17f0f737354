import { existsSync } from 'node:fs';
import { RefusedError } from './refused-error.ts';

/** @throws RefusedError when there is a file of this name. */
export function requireFree(file: string): void {
  if (existsSync(file))
    throw new RefusedError(`${file} is there already. Name another file, or overwrite it by --force.`);
}
