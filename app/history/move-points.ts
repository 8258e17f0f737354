import type { ChunkTable } from './chunk/chunk-table.ts';
import type { OnCorrupt } from './chunk/write-points.ts';
import type { Draft } from './commits.ts';
import { createColumns } from './head/columns.ts';
import type { Head } from './head/head.ts';
import { concatPoints, mergePoints } from './head/merge-points.ts';
import type { MetaTable } from './meta-table.ts';
import { type Segment, segments } from './range/segments.ts';

export interface MovePointsParts {
  readonly meta: MetaTable;
  readonly chunks: ChunkTable;
  readonly head: Head;
  readonly onCorrupt: OnCorrupt;
}

/**
 * Takes the points of one series out of its chunks and keeps them as points that came to the other one just now: so
 * they win where both have one of the same moment. The task must keep no other points.
 */
export function movePoints(parts: MovePointsParts, draft: Draft, from: number, to: number): void {
  const { chunks, meta } = parts;
  const onCorrupt: OnCorrupt = (chunk, error) => {
    parts.onCorrupt(chunk, error);
    meta.addReadings(-chunk.count);
  };
  const head = mergePoints(parts.head.points(from), draft.uncommitted(from));
  const range = { fromMs: Number.NEGATIVE_INFINITY, toMs: Number.POSITIVE_INFINITY };
  const pieces = Array.from(segments({ chunks, seriesId: from, head, onCorrupt, ...range }), pointsOf);
  const deleted = chunks.deleteOldest(from, Number.POSITIVE_INFINITY, Number.MAX_SAFE_INTEGER);
  meta.addReadings(-deleted.points);
  if (pieces.length === 0) return;
  const { times, values } = concatPoints(pieces);
  const columns = createColumns(times.length);
  columns.seriesIds.fill(to);
  columns.times.set(times);
  columns.values.set(values);
  draft.columns = columns;
}

function pointsOf(segment: Segment) {
  return segment.kind === 'points' ? segment.points : segment.read();
}
