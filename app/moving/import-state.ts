import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

const State = z.object({
  /** Of the file; another size or time means another text. */
  sizeBytes: z.number(),
  writtenMs: z.number(),
  destination: z.string(),
  format: z.string(),
  /** Bytes of the text, unpacked, whose readings were kept. */
  keptBytes: z.int().min(0),
});

/** How far the import of a file has come, in a file beside it. */
export type ImportState = z.infer<typeof State>;

/** What makes two imports the same. */
export type ImportIdentity = Omit<ImportState, 'keptBytes'>;

function pathOf(file: string): string {
  return `${file}.telltale-import`;
}

/** Where an import that was cut off can be gone on with: bytes of the text. 0: there was none, or it was another one. */
export function loadImportState(file: string, identity: ImportIdentity): number {
  try {
    const { keptBytes, ...before } = State.parse(JSON.parse(readFileSync(pathOf(file), 'utf8')));
    const isSame = Object.entries(identity).every(([name, value]) => before[name as keyof ImportIdentity] === value);
    return isSame ? keptBytes : 0;
  } catch {
    return 0; // none, or none that can be read: to read everything again does no harm
  }
}

/** Exchanges the file by a rename, so that a kill leaves the one of before. */
export function saveImportState(file: string, identity: ImportIdentity, keptBytes: number): void {
  const next = `${pathOf(file)}.next`;
  writeFileSync(next, `${JSON.stringify({ ...identity, keptBytes })}\n`, { mode: 0o600 });
  renameSync(next, pathOf(file));
}

export function removeImportState(file: string): void {
  rmSync(pathOf(file), { force: true });
}
