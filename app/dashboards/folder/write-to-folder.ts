import { link, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { stampOf } from './read-folder.ts';

/**
 * Writes a file that is whole or what it was, also after a loss of power: the text goes into a file beside it, which takes the name
 * when it is on disk. Gives false, and changes nothing, where the file is not the one that was looked at: `stamp` is of that one,
 * undefined where there was none.
 */
export async function writeToFolder(path: string, text: string, stamp: string | undefined): Promise<boolean> {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const next = join(folder, `.telltale-next-${process.pid}`);
  try {
    await writeDurably(next, text);
    if ((await stampOf(path)) !== stamp) return false;
    if (stamp === undefined)
      await link(next, path); // fails where one has come meanwhile
    else await rename(next, path);
    await syncNames(folder);
    return true;
  } catch (error) {
    if ((error as { code?: string }).code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(next, { force: true });
  }
}

async function writeDurably(path: string, text: string): Promise<void> {
  const handle = await open(path, 'w', 0o644);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Windows does so by itself, and knows no such call. */
async function syncNames(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
