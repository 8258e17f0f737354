import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** Runs with a new folder below `parent` that only its owner can read, and that is gone afterwards. */
export async function inWorkFolder<T>(parent: string, run: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(parent, '.telltale-backup-'));
  try {
    return await run(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
