import type { Chunk, ChunkTable } from './chunk/chunk-table.ts';
import type { SeriesTable } from './series-table.ts';

/** Chunks that are remembered as damaged, so that who asks for them again and again does not fill the log. */
const MAX_REMEMBERED = 1_000;

export interface DamageParts {
  readonly series: SeriesTable;
  readonly chunks: ChunkTable;
  /** Hears of each damaged piece once, in a sentence for the log. */
  readonly tell: (sentence: string) => void;
}

/** Pieces of the file that cannot be read: each costs itself, and is named. */
export class Damage {
  readonly #parts: DamageParts;
  /** Damaged chunks that are still in their place. */
  readonly #inPlace = new Set<number>();

  constructor(parts: DamageParts) {
    this.#parts = parts;
  }

  /** Damaged pieces that are known of. */
  get count(): number {
    return this.#inPlace.size + this.#parts.chunks.countAside();
  }

  /** Where nothing can be written: the chunk stays, and what is asked is answered without it. */
  meet = (chunk: Chunk, error: unknown): void => {
    if (this.#inPlace.has(chunk.id) || this.#inPlace.size >= MAX_REMEMBERED) return;
    this.#inPlace.add(chunk.id);
    this.#tellOf(chunk, error);
  };

  /** In a write scope: the chunk makes way for what comes. */
  setAside = (chunk: Chunk, error: unknown): void => {
    this.#parts.chunks.setAside(chunk.id, String(error), Date.now());
    if (!this.#inPlace.delete(chunk.id)) this.#tellOf(chunk, error);
  };

  ofEntry = (commit: number, error: unknown): void => {
    this.#parts.tell(
      `The readings of commit ${commit} cannot be read: their entry in the journal of history.db is damaged (${error}). ` +
        'All others are whole.',
    );
  };

  #tellOf({ seriesId, firstMs, lastMs, count }: Chunk, error: unknown): void {
    const [from, to] = [firstMs, lastMs].map(atMs => new Date(atMs).toISOString());
    const key = this.#parts.series.keyOf(seriesId) ?? `series ${seriesId}`;
    this.#parts.tell(
      `${count} readings of ${key}, from ${from} to ${to}, cannot be read: their piece of history.db is damaged (${error}). ` +
        'All others are whole. A backup of before may have them.',
    );
  }
}
