import type { Surroundings } from '../backup/surroundings.ts';
import type { ExportRequest } from './export-request.ts';
import type { Exported } from './exported.ts';
import { openReadings } from './open-readings.ts';
import { selectForExport } from './select-for-export.ts';
import { createStdoutSink } from './stdout-sink.ts';
import { writeExport } from './write-export.ts';

/** Writes readings to standard output, as fast as they are taken there. Undefined: whoever read has gone, and wants no more. */
export async function exportToStdout(
  request: ExportRequest,
  surroundings: Surroundings,
): Promise<Exported | undefined> {
  const snapshot = openReadings(request.dataDir);
  try {
    const job = { ...selectForExport(snapshot, request), sink: createStdoutSink() };
    const soFar = await writeExport(job, surroundings);
    return { soFar, damaged: snapshot.damaged, isResumed: false };
  } catch (error) {
    if ((error as { code?: string }).code === 'EPIPE') return undefined;
    throw error;
  } finally {
    snapshot.close();
  }
}
