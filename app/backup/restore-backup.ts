import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DATA_FILE_NAMES, dataFiles } from '../start/data-files.ts';
import { lockData } from '../start/lock-data.ts';
import { checkBackup } from './check-backup.ts';
import { DATABASES } from './databases.ts';
import { finishRestore, PENDING_NAME } from './finish-restore.ts';
import { forgetEpoch } from './forget-epoch.ts';
import type { Manifest } from './manifest.ts';
import { RefusedError } from './refused-error.ts';
import type { Surroundings } from './surroundings.ts';
import { syncFolder } from './sync-folder.ts';
import { type BackupInput, unpackBackup } from './unpack-backup.ts';

export interface Restored {
  readonly manifest: Manifest;
  /** Where the files are now that were there before. */
  readonly replaced: string | undefined;
}

/**
 * Makes a data folder what it was when the backup was made. It is unpacked and checked beside the files that are
 * there; then all of them are exchanged, or none.
 *
 * @throws RefusedError when a server uses the folder, databases are in it (unless forced), or the backup is not whole.
 */
export async function restoreBackup(
  input: BackupInput,
  dataDir: string,
  isForced: boolean,
  surroundings: Surroundings,
): Promise<Restored> {
  dataFiles(dataDir);
  const lock = lockData(dataDir, surroundings.now);
  if ('problem' in lock) throw new RefusedError(lock.problem);
  const incoming = join(dataDir, 'restore-incoming');
  try {
    finishRestore(dataDir, surroundings.now);
    if (!isForced) requireEmpty(dataDir);
    const manifest = await receive(input, incoming, surroundings);
    renameSync(incoming, join(dataDir, PENDING_NAME));
    syncFolder(dataDir);
    return { manifest, replaced: finishRestore(dataDir, surroundings.now) };
  } finally {
    // Not at once: what a broken off unpacking has under way would make the folder anew.
    await rm(incoming, { recursive: true, force: true });
    lock.unlock();
  }
}

async function receive(input: BackupInput, folder: string, surroundings: Surroundings): Promise<Manifest> {
  rmSync(folder, { recursive: true, force: true }); // of a restore that was killed
  mkdirSync(folder, { mode: 0o700 });
  await unpackBackup(input, folder, surroundings);
  const manifest = await checkBackup(folder, surroundings);
  forgetEpoch(join(folder, DATA_FILE_NAMES.state));
  syncFolder(folder);
  return manifest;
}

function requireEmpty(dataDir: string): void {
  const there = DATABASES.find(({ name }) => existsSync(join(dataDir, name)));
  if (!there) return;
  throw new RefusedError(
    `${dataDir} holds a ${there.name} already. Set TELLTALE_DATA to another folder, or use --force: it moves what is there into a folder of its own.`,
  );
}
