import { createWriteStream, renameSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { createBackup } from './create-backup.ts';
import { inWorkFolder } from './in-work-folder.ts';
import type { Manifest } from './manifest.ts';
import { requireFree } from './require-free.ts';
import type { Surroundings } from './surroundings.ts';
import { syncFolder } from './sync-folder.ts';

/**
 * Writes a backup of a data folder into a file that only its owner can read: it holds password hashes. The file is there
 * when it is whole and on disk, never before.
 *
 * @throws RefusedError when it is there already, unless forced.
 */
export async function backupToFile(
  dataDir: string,
  file: string,
  isForced: boolean,
  surroundings: Surroundings,
): Promise<Manifest> {
  const folder = dirname(resolve(file));
  if (!isForced) requireFree(file);
  return inWorkFolder(folder, async workFolder => {
    const unfinished = join(workFolder, 'archive');
    const open = () => createWriteStream(unfinished, { mode: 0o600, flush: true });
    const manifest = await createBackup(dataDir, workFolder, open, surroundings);
    if (!isForced) requireFree(file);
    renameSync(unfinished, file);
    syncFolder(folder);
    return manifest;
  });
}
