import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { openSnapshotFile } from '../../db/snapshot-file.ts';
import { RefusedError } from '../backup/refused-error.ts';
import { type HistorySnapshot, openHistorySnapshot } from '../history/history-snapshot.ts';
import { packageRoot } from '../package-root.ts';
import { DATA_FILE_NAMES } from '../start/data-files.ts';

/**
 * Opens the readings of a data folder for reading only, as they are in this moment. A server may go on writing.
 *
 * @throws RefusedError when there are none, or when they are of another version.
 */
export function openReadings(dataDir: string): HistorySnapshot {
  const path = join(dataDir, DATA_FILE_NAMES.history);
  if (!existsSync(path))
    throw new RefusedError(
      `There is no ${DATA_FILE_NAMES.history} in ${dataDir}. TELLTALE_DATA names the data folder.`,
    );
  try {
    requireThisVersion(path);
    return openHistorySnapshot(path);
  } catch (cause) {
    if (cause instanceof RefusedError) throw cause;
    throw new RefusedError(`${path} cannot be read: ${(cause as Error).message}.`, { cause });
  }
}

function requireThisVersion(path: string): void {
  const known = readdirSync(join(packageRoot, 'db/migrations/history')).filter(file => file.endsWith('.sql')).length;
  const file = openSnapshotFile(path);
  try {
    const { found } = file.get<{ found: number }>('select user_version as found from pragma_user_version');
    if (found > known) throw new RefusedError(`${path} was written by a newer Telltale: export with that one.`);
    if (found < known || file.get<{ isOld: number }>(OLD_ROWS).isOld > 0)
      throw new RefusedError(`${path} was written by an older Telltale: start this one once, and export then.`);
  } finally {
    file.close();
  }
}

/** Readings one a row, as an earlier version kept them: a start turns them into chunks. */
const OLD_ROWS = 'select exists (select 1 from reading) as isOld';
