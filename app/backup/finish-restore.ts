import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DATA_FILE_NAMES } from '../start/data-files.ts';
import { MANIFEST_NAME, parseManifest } from './manifest.ts';
import { syncFolder } from './sync-folder.ts';

/** Files that are checked and only wait to be put in place. That this folder is there decides: from then on a restore is finished. */
export const PENDING_NAME = 'restore-pending';

/**
 * Puts the files of a pending restore in place, and what was there into a folder named after the moment: its path, or
 * undefined when there was nothing. Whoever holds the lock of the data folder calls it before anything else, so that a restore
 * that was cut off half-way comes to its end: each step may be repeated.
 */
export function finishRestore(dataDir: string, now: () => number): string | undefined {
  const pending = join(dataDir, PENDING_NAME);
  if (!existsSync(pending)) return undefined;
  const old = join(pending, 'replaced');
  if (existsSync(join(pending, MANIFEST_NAME))) exchange(dataDir, pending, old);
  const replaced = keepReplaced(dataDir, old, now);
  rmSync(pending, { recursive: true });
  return replaced;
}

/** A file that is named in the manifest and not in `pending` any more is in place already. */
function exchange(dataDir: string, pending: string, old: string): void {
  mkdirSync(old, { recursive: true });
  const { members } = parseManifest(readFileSync(join(pending, MANIFEST_NAME), 'utf8'));
  for (const name of Object.values(DATA_FILE_NAMES)) {
    const isMember = members.some(member => member.name === name);
    const isWaiting = existsSync(join(pending, name));
    if (isMember && !isWaiting) continue;
    for (const each of [name, `${name}-wal`, `${name}-shm`]) moveIfThere(join(dataDir, each), join(old, each));
    if (isWaiting) renameSync(join(pending, name), join(dataDir, name));
  }
  for (const folder of [old, pending, dataDir]) syncFolder(folder);
}

function moveIfThere(from: string, to: string): void {
  if (existsSync(from)) renameSync(from, to);
}

function keepReplaced(dataDir: string, old: string, now: () => number): string | undefined {
  if (!existsSync(old) || readdirSync(old).length === 0) return undefined;
  const replaced = join(dataDir, `replaced-${new Date(now()).toISOString().replace(/[:.]/g, '-')}`);
  renameSync(old, replaced);
  syncFolder(dataDir);
  return replaced;
}
