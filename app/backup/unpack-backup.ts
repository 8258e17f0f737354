import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { unpackTar } from 'modern-tar/fs';
import { DATA_FILE_NAMES } from '../start/data-files.ts';
import { countBytes } from './count-bytes.ts';
import { MANIFEST_NAME } from './manifest.ts';
import type { Surroundings } from './surroundings.ts';
import { unusableBackup } from './unusable-backup.ts';

const NAMES: ReadonlySet<string> = new Set([MANIFEST_NAME, ...Object.values(DATA_FILE_NAMES)]);

/** Where a backup comes from, and how long it is, where that is known. */
export interface BackupInput {
  readonly stream: Readable;
  readonly sizeBytes?: number;
}

/**
 * Unpacks the files of a backup into a folder, and nothing else that may be in it.
 *
 * @throws RefusedError when it is cut off, damaged, or something else.
 */
export async function unpackBackup(
  { stream, sizeBytes }: BackupInput,
  folder: string,
  { signal, progress }: Surroundings,
): Promise<void> {
  progress.begin('Unpacking', sizeBytes);
  const files = unpackTar(folder, {
    strict: true,
    fmode: 0o600,
    filter: ({ name, type }) => type === 'file' && NAMES.has(name),
  });
  try {
    await pipeline(stream, countBytes(progress), createGunzip(), files, { signal });
  } catch (error) {
    if (signal.aborted || 'syscall' in (error as Error)) throw error;
    throw unusableBackup(`is cut off or damaged, or is none (${(error as Error).message})`, { cause: error });
  }
}
