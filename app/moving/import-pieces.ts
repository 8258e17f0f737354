import { PointColumns } from '../ingest/point-columns.ts';
import type { Piece } from './cut-pieces.ts';
import type { Destination, KeptPoints } from './destination.ts';
import type { ImportTally } from './import-tally.ts';
import type { PieceReader } from './piece-reader.ts';

export interface PiecesImport {
  readonly pieces: AsyncIterable<Piece>;
  /** Made for the first piece, which shows what the text is. */
  readonly createReader: (beginning: Buffer) => PieceReader;
  readonly destination: Destination;
  /** Bytes of the text that were imported before: read once more, because what they said of metrics counts, and not sent. */
  readonly keptBytes: number;
  readonly tally: ImportTally;
  /** Called when all readings up to this byte of the text are kept. */
  readonly onKept: (keptBytes: number) => void;
  readonly signal: AbortSignal;
}

interface Waiting {
  readonly endByte: number;
  readonly points: PointColumns;
  readonly kept: Promise<KeptPoints>;
}

const NOTHING: KeptPoints = { accepted: 0, refused: 0 };

/**
 * Reads pieces and sends what they hold, a few batches ahead of the answers. Memory holds these, the names of the series,
 * and one piece. Gives the reader; undefined when there was no piece.
 */
export async function importPieces(job: PiecesImport): Promise<PieceReader | undefined> {
  const { destination, keptBytes, tally, signal } = job;
  const waiting: Waiting[] = [];
  const spare: PointColumns[] = [];
  let reader: PieceReader | undefined;

  const settleOldest = async () => {
    const { endByte, points, kept } = waiting[0]!;
    tally.noteKept(await kept);
    waiting.shift();
    points.truncate(0);
    spare.push(points);
    job.onKept(endByte);
  };

  try {
    for await (const { bytes, endByte, firstLine } of job.pieces) {
      signal.throwIfAborted();
      reader ??= job.createReader(bytes);
      const points = spare.pop() ?? new PointColumns();
      const found = reader.read(bytes, points);
      if (endByte <= keptBytes) points.truncate(0);
      else tally.noteFound(firstLine, found.problemCount, found.problems, found.logLines.length);
      const kept = points.length > 0 ? destination.keep(points, signal) : Promise.resolve(NOTHING);
      kept.catch(() => {}); // told when its turn comes
      waiting.push({ endByte: Math.max(endByte, keptBytes), points, kept });
      if (waiting.length >= destination.maxWaiting) await settleOldest();
    }
    while (waiting.length > 0) await settleOldest();
    return reader;
  } finally {
    await Promise.allSettled(waiting.map(({ kept }) => kept));
  }
}
