import type { Chunk, ChunkTable, NewChunk } from '../chunk/chunk-table.ts';
import { fillPages } from '../chunk/fill-pages.ts';
import { type WritableChunks, writePoints } from '../chunk/write-points.ts';
import type { FlushProgress } from '../head/head.ts';
import type { Memtable } from '../head/memtable.ts';
import { lowerBound, NO_POINTS, type Points } from '../head/points.ts';
import type { SeriesTable } from '../series-table.ts';
import type { Slice } from './slice.ts';

/** Points brought into chunks in one transaction: few enough that a write beside it waits for some 20 ms at most. */
const SLICE_POINTS = 50_000;

/** Series in one transaction, for the same reason: each of them writes a row of its own. */
const SLICE_SERIES = 500;

export interface SlicePackerParts {
  readonly chunks: Pick<ChunkTable, 'between' | 'points'>;
  readonly series: Pick<SeriesTable, 'exists'>;
}

/** Packs what a memtable holds, slice by slice, series by series, long ones piece by piece. Reads the file, and changes nothing. */
export class SlicePacker {
  readonly #parts: SlicePackerParts;
  /** The points of the series that is being packed piece by piece. */
  #long: { readonly memtable: Memtable; readonly seriesId: number; readonly points: Points } | undefined;

  constructor(parts: SlicePackerParts) {
    this.#parts = parts;
  }

  /** The slice that follows what is done. Points before `keepFromMs` are left out. */
  pack(memtable: Memtable, done: FlushProgress, keepFromMs: number): Slice {
    const chunks: NewChunk[] = [];
    const replaced: number[] = [];
    const corrupt: { chunk: Chunk; reason: string }[] = [];
    const { between, points } = this.#parts.chunks;
    const recorder: WritableChunks = {
      ...{ between, points },
      delete: id => void replaced.push(id),
      insert: chunk => void chunks.push(chunk),
    };
    const onCorrupt = (chunk: Chunk, error: unknown) => void corrupt.push({ chunk, reason: String(error) });
    let [progress, left, added] = [done, SLICE_POINTS, 0];
    for (let count = 0; count < SLICE_SERIES && left > 0; count++) {
      const piece = this.#take(memtable, progress, left, keepFromMs);
      if (!piece) break;
      progress = piece.progress;
      left -= piece.points.times.length;
      added += writePoints(recorder, piece.seriesId, piece.points, onCorrupt);
    }
    return { progress, corrupt, replaced, chunks: fillPages(chunks), added };
  }

  /** The next points of one series, at most so many; undefined when all are done. */
  #take(memtable: Memtable, { belowId, restCount }: FlushProgress, maxPoints: number, keepFromMs: number) {
    const seriesId = restCount > 0 ? belowId - 1 : memtable.nextSeries(belowId);
    if (seriesId === undefined) return undefined;
    const all = this.#points(memtable, seriesId, keepFromMs);
    const count = all.times.length;
    const from = restCount > 0 ? Math.max(0, count - restCount) : 0;
    const to = Math.min(count, from + maxPoints);
    this.#long = to < count ? { memtable, seriesId, points: all } : undefined;
    return { seriesId, points: slicePlaces(all, from, to), progress: { belowId: seriesId + 1, restCount: count - to } };
  }

  #points(memtable: Memtable, seriesId: number, keepFromMs: number): Points {
    // A purged series leaves points behind in memory.
    if (!this.#parts.series.exists(seriesId)) return NO_POINTS;
    const long = this.#long;
    if (long?.memtable === memtable && long.seriesId === seriesId) return long.points;
    const points = memtable.points(seriesId);
    return slicePlaces(points, lowerBound(points.times, keepFromMs), points.times.length);
  }
}

function slicePlaces({ times, values }: Points, from: number, to: number): Points {
  return { times: times.subarray(from, to), values: values.subarray(from, to) };
}
