import { mergePoints } from '../head/merge-points.ts';
import { lowerBound, type Points } from '../head/points.ts';
import { MAX_CHUNK_POINTS } from './chunk-limits.ts';
import type { Chunk, ChunkTable } from './chunk-table.ts';
import { CorruptChunkError } from './corrupt-chunk-error.ts';
import { packChunk } from './pack-chunk.ts';

/** A chunk with fewer points takes in those that follow it, so that a slow series does not end in many small ones. */
export const FULL_ENOUGH_POINTS = MAX_CHUNK_POINTS / 2;

/** What a chunk may take for two of them, with their rows, to stand on a page of 8 kB. One of 7 kB leaves a seventh of its page empty. */
const HALF_PAGE_BYTES = 3_850;

/** What it reads and changes. New chunks may be written later, in the same transaction. */
export type WritableChunks = Pick<ChunkTable, 'between' | 'points' | 'delete' | 'insert'>;

/** Told of a chunk that cannot be read. It is set aside, and what comes goes on without it. */
export type OnCorrupt = (chunk: Chunk, error: unknown) => void;

/**
 * Adds points to the chunks of a series. Chunks whose time they fall into are read, joined with them and written anew;
 * of two points of one moment the new one stays. Gives how many points there are more than before.
 */
export function writePoints(chunks: WritableChunks, seriesId: number, points: Points, onCorrupt: OnCorrupt): number {
  const { times } = points;
  if (times.length === 0) return 0;
  const near = [...chunks.between(seriesId, times[0]!, times.at(-1)! + 1)];
  let added = 0;
  for (let from = 0, next = 0; from < times.length; next++) {
    // Between the beginning of one chunk and the beginning of the next, points belong to that chunk.
    const to = next < near.length ? lowerBound(times, near[next]!.firstMs, from) : times.length;
    if (to > from) added += writeAfter(chunks, seriesId, near[next - 1], slice(points, from, to), onCorrupt);
    from = to;
  }
  return added;
}

function writeAfter(
  chunks: WritableChunks,
  seriesId: number,
  chunk: Chunk | undefined,
  points: Points,
  onCorrupt: OnCorrupt,
): number {
  const isJoined = chunk && (points.times[0]! <= chunk.lastMs || chunk.count < FULL_ENOUGH_POINTS);
  const before = isJoined ? takeOut(chunks, chunk, onCorrupt) : undefined;
  const joined = before ? mergePoints(before, points) : points;
  for (const piece of splitEvenly(joined)) putPiece(chunks, seriesId, piece);
  return joined.times.length - (isJoined ? chunk.count : 0);
}

/** Undefined: its points cannot be read. */
function takeOut(chunks: WritableChunks, chunk: Chunk, onCorrupt: OnCorrupt): Points | undefined {
  try {
    const points = chunks.points(chunk.id);
    chunks.delete(chunk.id);
    return points;
  } catch (error) {
    if (!(error instanceof CorruptChunkError)) throw error;
    onCorrupt(chunk, error);
    return undefined;
  }
}

/** Points that hardly pack, such as noise in all digits, are cut so that two chunks fill a page. */
function putPiece(chunks: WritableChunks, seriesId: number, points: Points): void {
  const { length } = points.times;
  const whole = packChunk(seriesId, points);
  if (whole.packed.length <= HALF_PAGE_BYTES || length < 2) {
    chunks.insert(whole);
    return;
  }
  const step = Math.max(1, Math.floor((length * HALF_PAGE_BYTES) / whole.packed.length));
  for (let from = 0; from < length; from += step)
    chunks.insert(packChunk(seriesId, slice(points, from, Math.min(length, from + step))));
}

/** Even pieces: a full chunk and a tiny one would cost more to keep than two halves. */
function* splitEvenly(points: Points): Iterable<Points> {
  const { length } = points.times;
  const pieces = Math.ceil(length / MAX_CHUNK_POINTS);
  for (let i = 0; i < pieces; i++) {
    yield slice(points, Math.round((i * length) / pieces), Math.round(((i + 1) * length) / pieces));
  }
}

function slice({ times, values }: Points, from: number, to: number): Points {
  return { times: times.subarray(from, to), values: values.subarray(from, to) };
}
