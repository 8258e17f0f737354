import { createReadStream, statSync } from 'node:fs';
import { RefusedError } from '../backup/refused-error.ts';
import { restoreBackup } from '../backup/restore-backup.ts';
import type { Config } from '../config.ts';
import type { CommandLine } from './read-command.ts';
import { runAbortable } from './run-abortable.ts';

/** `telltale restore FILE`: makes the data folder what it was when the backup was made. No server may use it. */
export function restore({ dataDir }: Config, { file, isForced }: CommandLine): Promise<number> {
  return runAbortable(async surroundings => {
    const input = file === '-' ? fromStdin() : { sizeBytes: statSync(file).size, stream: createReadStream(file) };
    const { manifest, replaced } = await restoreBackup(input, dataDir, isForced, surroundings);
    const aside = replaced ? ` What was there is in ${replaced}.` : '';
    return `Restored the backup of ${manifest.createdAt} into ${dataDir}.${aside}`;
  });
}

function fromStdin() {
  if (process.stdin.isTTY) throw new RefusedError('Send a backup into standard input, or name its file.');
  return { stream: process.stdin };
}
