import { formatValueText } from '../../components/format/format-value.ts';
import type { Surroundings } from '../backup/surroundings.ts';
import { cutPieces } from './cut-pieces.ts';
import type { Destination } from './destination.ts';
import { importPieces } from './import-pieces.ts';
import { type ImportIdentity, loadImportState, removeImportState, saveImportState } from './import-state.ts';
import { ImportTally } from './import-tally.ts';
import { type ImportInput, openInput } from './open-input.ts';
import { createPieceReader } from './piece-reader.ts';
import { type ImportFormat, tellFormat } from './tell-format.ts';

export interface ImportJob {
  readonly file: string;
  /** Undefined: told by the first lines. */
  readonly format: ImportFormat | undefined;
  readonly destination: Destination;
  /** Says something at once. */
  readonly tell: (sentence: string) => void;
}

/** Imports a text, from where an import of the same file into the same place was cut off. `-` is standard input. */
export async function importFile(job: ImportJob, surroundings: Surroundings): Promise<ImportTally> {
  const { file, format, destination, tell } = job;
  const { signal, now } = surroundings;
  const input = openInput(file);
  const identity = identify(job, input);
  const keptBytes = identity ? loadImportState(file, identity) : 0;
  if (keptBytes > 0) tell(`Going on where an earlier import was cut off, ${inBytes(keptBytes)} into the text.`);
  const tally = new ImportTally(tell);
  const note = identity ? createNote(file, identity) : () => {};
  const showProgress = createShow(input, tally, surroundings);
  const reader = await importPieces({
    pieces: cutPieces(input.chunks, keptBytes),
    createReader: beginning => createPieceReader(format ?? tellFormat(beginning), now()),
    ...{ destination, keptBytes, tally, signal },
    onKept(kept) {
      if (kept > keptBytes) note(kept);
      showProgress();
    },
  });
  if (reader) await destination.describe?.(reader.metadata());
  if (identity) removeImportState(file);
  const fault = reader?.findEndFault();
  if (fault) tell(fault);
  return tally;
}

/** Each time would cost a fifth of all the time; what a kill loses is sent again, which does no harm. */
const NOTE_EVERY_MS = 100;

function createNote(file: string, identity: ImportIdentity): (keptBytes: number) => void {
  let notedMs = Number.NEGATIVE_INFINITY;
  return keptBytes => {
    if (performance.now() - notedMs < NOTE_EVERY_MS) return;
    notedMs = performance.now();
    saveImportState(file, identity, keptBytes);
  };
}

/** Undefined of standard input, which cannot be gone on with. */
function identify({ format, destination }: ImportJob, input: ImportInput): ImportIdentity | undefined {
  const { sizeBytes, writtenMs } = input;
  if (sizeBytes === undefined || writtenMs === undefined) return undefined;
  return { sizeBytes, writtenMs, destination: destination.name, format: format ?? '' };
}

function createShow(input: ImportInput, tally: ImportTally, { progress }: Surroundings): () => void {
  const beganMs = performance.now();
  progress.begin('Importing', input.sizeBytes);
  return () => {
    const seconds = (performance.now() - beganMs) / 1000;
    progress.at(input.doneBytes, `, ${formatValueText(tally.accepted / seconds, '')} readings/s`);
  };
}

function inBytes(count: number): string {
  return formatValueText(count, 'bytes');
}
