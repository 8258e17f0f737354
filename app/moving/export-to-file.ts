import { renameSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { requireFree } from '../backup/require-free.ts';
import type { Surroundings } from '../backup/surroundings.ts';
import { syncFolder } from '../backup/sync-folder.ts';
import type { ExportRequest } from './export-request.ts';
import { loadExportState, partOf, removeExportState, saveExportState } from './export-state.ts';
import type { Exported } from './exported.ts';
import { createFileSink } from './file-sink.ts';
import { openReadings } from './open-readings.ts';
import { selectForExport } from './select-for-export.ts';
import { writeExport } from './write-export.ts';

/**
 * Writes readings into a file, packed if its name ends in `.gz`. It grows under another name, and appears when it is whole
 * and on disk. One that was cut off, by a kill too, is gone on with.
 *
 * @throws RefusedError when the file is there already, unless forced.
 */
export async function exportToFile(
  request: ExportRequest,
  file: string,
  isForced: boolean,
  surroundings: Surroundings,
): Promise<Exported> {
  if (!isForced) requireFree(file);
  const exported = await exportToPart(request, file, surroundings);
  if (!isForced) requireFree(file);
  renameSync(partOf(file), file);
  syncFolder(dirname(resolve(file)));
  removeExportState(file);
  return exported;
}

async function exportToPart(request: ExportRequest, file: string, surroundings: Surroundings): Promise<Exported> {
  const begun = loadExportState(file, request);
  const snapshot = openReadings(request.dataDir);
  let handle: FileHandle | undefined;
  try {
    const startBytes = begun?.soFar.bytes ?? 0;
    handle = await openAt(partOf(file), startBytes);
    const selected = selectForExport(snapshot, request);
    // Fixed now, so that what is sent meanwhile is in no series, should this be cut off and gone on with.
    const toMs = begun?.toMs ?? request.toMs ?? (snapshot.newestMs() ?? 0) + 1;
    const sink = createFileSink(handle, startBytes, file.endsWith('.gz'));
    const before = begun && { before: begun.soFar };
    const onKept = (soFar: Exported['soFar']) => saveExportState(file, request, { toMs, soFar });
    const soFar = await writeExport({ ...selected, toMs, sink, ...before, onKept }, surroundings);
    return { soFar, damaged: snapshot.damaged, isResumed: begun !== undefined };
  } finally {
    await handle?.close();
    snapshot.close();
  }
}

/** Open for appending, made if it is not there, and cut back to its first bytes. */
async function openAt(path: string, sizeBytes: number): Promise<FileHandle> {
  const handle = await open(path, 'a', 0o600);
  await handle.truncate(sizeBytes);
  return handle;
}
