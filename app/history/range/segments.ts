import type { Chunk, ChunkTable } from '../chunk/chunk-table.ts';
import { readChunk } from '../chunk/read-chunk.ts';
import type { OnCorrupt } from '../chunk/write-points.ts';
import { mergePoints } from '../head/merge-points.ts';
import { type Points, slicePoints } from '../head/points.ts';

/** A piece of a series: points at hand, or a chunk that answers for all of its points without being read. */
export type Segment =
  | { readonly kind: 'points'; readonly points: Points }
  | { readonly kind: 'chunk'; readonly chunk: Chunk; readonly read: () => Points };

export interface SegmentSource {
  readonly chunks: Pick<ChunkTable, 'between' | 'points'>;
  readonly seriesId: number;
  /** Points of the head, within the range. */
  readonly head: Points;
  readonly fromMs: number;
  readonly toMs: number;
  /** Told of a chunk that cannot be read; its points are missing in the answer. */
  readonly onCorrupt: OnCorrupt;
}

/**
 * The points of a series in `[fromMs, toMs)`, piece by piece, by time. Where a chunk and the head have a point of one
 * moment, that of the head counts: it came later. A chunk is given unread where it lies in the range with all its
 * points and the head has none between them.
 */
export function* segments(source: SegmentSource): Iterable<Segment> {
  const { chunks, seriesId, fromMs, toMs } = source;
  let { head } = source;
  for (const chunk of chunks.between(seriesId, fromMs, toMs)) {
    if (chunk.lastMs < fromMs) continue;
    const read = () => readChunk(chunks, chunk, source.onCorrupt, fromMs, toMs);
    const isWithin = chunk.firstMs >= fromMs && chunk.lastMs < toMs;
    if (head.times.length === 0) {
      yield isWithin ? { kind: 'chunk', chunk, read } : { kind: 'points', points: read() };
      continue;
    }
    const before = slicePoints(head, Number.NEGATIVE_INFINITY, chunk.firstMs);
    if (before.times.length > 0) yield { kind: 'points', points: before };
    const beside = slicePoints(head, chunk.firstMs, chunk.lastMs + 1);
    const isWhole = isWithin && beside.times.length === 0;
    yield isWhole ? { kind: 'chunk', chunk, read } : { kind: 'points', points: mergePoints(read(), beside) };
    head = slicePoints(head, chunk.lastMs + 1, Number.POSITIVE_INFINITY);
  }
  if (head.times.length > 0) yield { kind: 'points', points: head };
}
