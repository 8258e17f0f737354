import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lockFile } from '../../db/lock-file.ts';

export type DataLock = { readonly unlock: () => void } | { readonly problem: string };

/**
 * Makes this process the only one that writes into a data folder, until `unlock` or its end, a kill included. Else a
 * sentence that says who does, and what to do. The folder must be there.
 */
export function lockData(folder: string, now: () => number): DataLock {
  const unlock = lockFile(join(folder, 'lock.db'));
  if (!unlock) return { problem: `Another Telltale uses ${folder}${holder(folder)}. ${CURE}` };
  noteHolder(folder, `process ${process.pid}, since ${new Date(now()).toISOString()}\n`);
  return { unlock };
}

const CURE = 'Stop that one, or set TELLTALE_DATA to another folder.';

/** The lock itself cannot be read while it is held. What this says counts only while it is, so it may be left behind. */
function holderFile(folder: string): string {
  return join(folder, 'lock.txt');
}

/** On a full disk nobody is told who holds the lock, but it is held. */
function noteHolder(folder: string, text: string): void {
  try {
    writeFileSync(holderFile(folder), text);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  }
}

function holder(folder: string): string {
  try {
    const text = readFileSync(holderFile(folder), 'utf8').trim();
    return text === '' ? '' : ` (${text})`;
  } catch {
    return ''; // it has only just taken the lock
  }
}
