import { copyFileSync, existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { openSnapshotFile, type SnapshotFile } from '../../db/snapshot-file.ts';
import { DATA_FILE_NAMES } from '../start/data-files.ts';
import { DATABASES } from './databases.ts';
import { findDamage } from './find-damage.ts';
import { RefusedError } from './refused-error.ts';
import type { Surroundings } from './surroundings.ts';

/** A file that was copied. A database is as it was after the commit that the cursor names. */
export interface Copied {
  readonly name: string;
  readonly cursor?: number;
}

interface Moment {
  readonly name: string;
  readonly snapshot: SnapshotFile;
  readonly cursor: number;
}

/**
 * Copies a data folder that a server may go on writing. The moments of all databases are chosen together, milliseconds
 * apart, before the first one is copied.
 *
 * @throws RefusedError when there is no data, or it is damaged.
 */
export async function copyData(dataDir: string, target: string, surroundings: Surroundings): Promise<Copied[]> {
  // Before the state: a secret is written here once its token is there.
  const token = copyWriteToken(dataDir, target);
  const moments: Moment[] = [];
  try {
    for (const database of DATABASES) {
      if (database.isLater && !existsSync(join(dataDir, database.name))) continue;
      moments.push(chooseMoment(dataDir, database));
    }
    for (const moment of moments) await copyMoment(moment, dataDir, target, surroundings);
  } finally {
    for (const { snapshot } of moments) snapshot.close();
  }
  return [...moments.map(({ name, cursor }) => ({ name, cursor })), ...token];
}

function copyWriteToken(dataDir: string, target: string): Copied[] {
  const name = DATA_FILE_NAMES.writeToken;
  if (!existsSync(join(dataDir, name))) return [];
  copyFileSync(join(dataDir, name), join(target, name));
  return [{ name }];
}

function chooseMoment(dataDir: string, { name, cursorSql }: (typeof DATABASES)[number]): Moment {
  const path = join(dataDir, name);
  if (!existsSync(path))
    throw new RefusedError(`There is no ${name} in ${dataDir}. TELLTALE_DATA names the data folder.`);
  let snapshot: SnapshotFile | undefined;
  try {
    snapshot = openSnapshotFile(path);
    return { name, snapshot, cursor: snapshot.get<{ cursor: number }>(cursorSql).cursor };
  } catch (cause) {
    snapshot?.close();
    throw new RefusedError(`${path} cannot be read: ${(cause as Error).message}.`, { cause });
  }
}

async function copyMoment(
  { name, snapshot }: Moment,
  dataDir: string,
  target: string,
  { signal, progress }: Surroundings,
): Promise<void> {
  progress.begin(`Copying ${name}`, statSync(join(dataDir, name)).size);
  await snapshot.copyTo(join(target, name), { signal, onProgress: doneBytes => progress.at(doneBytes) });
  snapshot.close(); // so that the server can move its log into the file again
  const damage = findDamage(join(target, name));
  if (damage) throw new RefusedError(`${join(dataDir, name)} is damaged: ${damage}.`);
}
