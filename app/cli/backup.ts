import { tmpdir } from 'node:os';
import { backupToFile } from '../backup/backup-to-file.ts';
import { createBackup } from '../backup/create-backup.ts';
import { inWorkFolder } from '../backup/in-work-folder.ts';
import type { Manifest } from '../backup/manifest.ts';
import { RefusedError } from '../backup/refused-error.ts';
import type { Surroundings } from '../backup/surroundings.ts';
import type { Config } from '../config.ts';
import type { CommandLine } from './read-command.ts';
import { runAbortable } from './run-abortable.ts';

/** `telltale backup FILE`: everything Telltale keeps in one file. Works beside a running server, which goes on writing. */
export function backup({ dataDir }: Config, { file, isForced }: CommandLine): Promise<number> {
  return runAbortable(async surroundings => {
    if (file === '-') return toSentence('standard output', await backupToStdout(dataDir, surroundings));
    return toSentence(file, await backupToFile(dataDir, file, isForced, surroundings));
  });
}

async function backupToStdout(dataDir: string, surroundings: Surroundings): Promise<Manifest> {
  if (process.stdout.isTTY) throw new RefusedError('A backup is no text: send it into a file or a pipe.');
  return inWorkFolder(tmpdir(), folder => createBackup(dataDir, folder, () => process.stdout, surroundings));
}

function toSentence(target: string, { members }: Manifest): string {
  const databases = members.filter(({ cursor }) => cursor !== undefined);
  return `Backed up to ${target}: ${databases.map(({ name, cursor }) => `${name} up to ${cursor}`).join(', ')}.`;
}
