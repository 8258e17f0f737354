import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { DashboardDefinition } from '../definition.ts';
import { BOARD_FILE_MAX_BYTES, readBoardFile, sayProblem } from '../file/read-board-file.ts';
import { slugOf } from '../store.ts';

/** Files of the folder that are read; of more, the first by name. */
export const MAX_FILES = 200;

/** A file of the folder, as it was when it was looked at. */
export interface FolderFile {
  readonly file: string;
  /** Another one whenever the file was written or exchanged. */
  readonly stamp: string;
  readonly read:
    | { readonly ok: true; readonly slug: string; readonly definition: DashboardDefinition }
    | { readonly ok: false; readonly why: string };
}

export interface FolderContent {
  readonly files: readonly FolderFile[];
  /** How many were left out. */
  readonly leftOut: number;
  /** Why the folder itself cannot be read; that there is none is no reason. */
  readonly problem?: string;
}

/** What lies in the folder. A file whose stamp is known is not read again. Never rejects. */
export async function readFolder(folder: string, known: readonly FolderFile[] = []): Promise<FolderContent> {
  let names: string[];
  try {
    names = (await readdir(folder)).filter(name => name.endsWith('.json') && !name.startsWith('.')).sort();
  } catch (error) {
    const { code } = error as { code?: string };
    return { files: [], leftOut: 0, ...(code !== 'ENOENT' && { problem: `it cannot be read (${code})` }) };
  }
  const before = new Map(known.map(each => [each.file, each]));
  const files: FolderFile[] = [];
  for (const file of names.slice(0, MAX_FILES)) {
    const stamp = await stampOf(join(folder, file));
    if (stamp === undefined) continue; // it has just gone
    const same = before.get(file);
    files.push(same?.stamp === stamp ? same : { file, stamp, read: await readFile(folder, file) });
  }
  return { files, leftOut: Math.max(0, names.length - MAX_FILES) };
}

/** Undefined: there is no such file. */
export async function stampOf(path: string): Promise<string | undefined> {
  try {
    const { ino, size, mtimeNs, ctimeNs } = await stat(path, { bigint: true });
    return `${ino} ${size} ${mtimeNs} ${ctimeNs}`;
  } catch (error) {
    const { code } = error as { code?: string };
    return code === 'ENOENT' ? undefined : `unreadable ${code}`;
  }
}

async function readFile(folder: string, file: string): Promise<FolderFile['read']> {
  try {
    const path = join(folder, file);
    const facts = await stat(path);
    // Opening a pipe would wait for whoever writes into it.
    if (!facts.isFile()) return { ok: false, why: 'it is no file.' };
    if (facts.size > BOARD_FILE_MAX_BYTES) return { ok: false, why: 'it has more than 1 MiB.' };
    const read = readBoardFile(await readText(path));
    if (!read.ok) return { ok: false, why: sayProblem(read.problems[0]) };
    return { ok: true, slug: read.slug ?? slugOf(file.slice(0, -'.json'.length)), definition: read.definition };
  } catch (error) {
    return { ok: false, why: `it cannot be read (${(error as { code?: string }).code ?? error}).` };
  }
}

/** Of a file that grows meanwhile, what fits. */
async function readText(path: string): Promise<string> {
  const handle = await open(path);
  try {
    const buffer = Buffer.alloc(BOARD_FILE_MAX_BYTES);
    let bytes = 0;
    for (;;) {
      const { bytesRead } = await handle.read(buffer, bytes, buffer.length - bytes, bytes);
      bytes += bytesRead;
      if (bytesRead === 0) return buffer.toString('utf8', 0, bytes);
    }
  } finally {
    await handle.close();
  }
}
