import type { Chunk, ChunkTable } from './chunk/chunk-table.ts';
import type { HistoryTrouble } from './history.ts';
import type { HourRow, HourTable } from './hourly/hour-table.ts';
import type { CorruptEntry, JournalTable } from './journal/journal-table.ts';
import type { SeriesTable } from './series-table.ts';

/** Pieces that are remembered as damaged, so that who asks for them again and again does not fill the log. */
const MAX_REMEMBERED = 1_000;

export interface DamageParts {
  readonly series: SeriesTable;
  readonly chunks: ChunkTable;
  readonly hours: HourTable;
  readonly journal: JournalTable;
  /** Hears of each damaged piece once, in a sentence for the log. */
  readonly tell: (sentence: string) => void;
}

/** Pieces of the file that cannot be read: each costs itself, and is named. */
export class Damage {
  readonly #parts: DamageParts;
  /** Damaged pieces that are still in their place. */
  readonly #inPlace = new Set<string>();
  /** Those that were named: what set them aside may be rolled back, on a full disk again and again. */
  readonly #told = new Set<string>();
  #firstMetMs = Number.POSITIVE_INFINITY;

  constructor(parts: DamageParts) {
    this.#parts = parts;
  }

  /** The damaged pieces that are known of. */
  get trouble(): Extract<HistoryTrouble, { kind: 'damaged' }> | undefined {
    const aside = [this.#parts.chunks.aside(), this.#parts.journal.aside()];
    const pieces = aside.reduce((sum, { count }) => sum + count, this.#inPlace.size);
    if (pieces === 0) return undefined;
    const sinceMs = aside.reduce((first, one) => Math.min(first, one.sinceMs ?? first), this.#firstMetMs);
    return { kind: 'damaged', pieces, sinceMs };
  }

  /** Where nothing can be written: the chunk stays, and what is asked is answered without it. */
  meet = (chunk: Chunk, error: unknown): void => this.#meet('readings', chunk, error);

  meetHours = (row: HourRow, error: unknown): void => this.#meet('hours', row, error);

  /** In a write scope: the chunk makes way for what comes. */
  setAside = (chunk: Chunk, error: unknown): void => {
    this.#parts.chunks.setAside(chunk.id, String(error), Date.now());
    this.#inPlace.delete(nameOf('readings', chunk));
    this.#tellOf('readings', chunk, error);
  };

  setHoursAside = (row: HourRow, error: unknown): void => {
    this.#parts.hours.setAside(row.id, String(error), Date.now());
    this.#inPlace.delete(nameOf('hours', row));
    this.#tellOf('hours', row, error);
  };

  /** In a write scope: it is told once, and not at each start. */
  setEntryAside = (entry: CorruptEntry): void => {
    const { commit, error } = entry;
    this.#parts.journal.setAside(entry, Date.now());
    this.#parts.tell(
      `The readings of commit ${commit} cannot be read: their entry in the journal of history.db is damaged (${error}). ` +
        'All others are whole.',
    );
  };

  #meet(what: Contents, piece: Piece, error: unknown): void {
    const name = nameOf(what, piece);
    if (this.#inPlace.has(name) || this.#inPlace.size >= MAX_REMEMBERED) return;
    this.#inPlace.add(name);
    this.#firstMetMs = Math.min(this.#firstMetMs, Date.now());
    this.#tellOf(what, piece, error);
  }

  #tellOf(what: Contents, piece: Piece, error: unknown): void {
    const { seriesId, firstMs, lastMs, count } = piece;
    const name = `${nameOf(what, piece)} from ${firstMs}`; // the id may be given again
    if (this.#told.has(name)) return;
    if (this.#told.size < MAX_REMEMBERED) this.#told.add(name);
    const [from, to] = [firstMs, lastMs].map(atMs => new Date(atMs).toISOString());
    const key = this.#parts.series.keyOf(seriesId) ?? `series ${seriesId}`;
    this.#parts.tell(
      `${count} ${what} of ${key}, from ${from} to ${to}, cannot be read: their piece of history.db is damaged (${error}). ` +
        'All others are whole. A backup of before may have them.',
    );
  }
}

type Piece = Pick<Chunk, 'id' | 'seriesId' | 'firstMs' | 'lastMs' | 'count'>;
type Contents = 'readings' | 'hours';

function nameOf(what: Contents, { id }: Piece): string {
  return `${what} ${id}`;
}
