import type { ChunkTable } from './chunk/chunk-table.ts';
import type { OnCorrupt } from './chunk/write-points.ts';
import type { Draft } from './commits.ts';
import { createColumns } from './head/columns.ts';
import type { Head } from './head/head.ts';
import { concatPoints, mergePoints } from './head/merge-points.ts';
import { addToHours, type OnCorruptHours } from './hourly/add-to-hours.ts';
import type { HourTable } from './hourly/hour-table.ts';
import { hoursBetween } from './hourly/hours-between.ts';
import type { MetaTable } from './meta-table.ts';
import { type Segment, segments } from './range/segments.ts';

export interface MovePointsParts {
  readonly meta: MetaTable;
  readonly chunks: ChunkTable;
  readonly head: Head;
  readonly hours: HourTable;
  readonly onCorrupt: OnCorrupt;
  readonly onCorruptHours: OnCorruptHours;
}

/**
 * Takes the points of one series out of its chunks and keeps them as points that came to the other one just now: so
 * they win where both have one of the same moment. Hours are added to those of the other. The task must keep no other points.
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
  meta.addReadings(-chunks.countOf(from));
  chunks.deleteAll(from);
  moveHours(parts, from, to);
  if (pieces.length === 0) return;
  const { times, values } = concatPoints(pieces);
  const columns = createColumns(times.length);
  columns.seriesIds.fill(to);
  columns.times.set(times);
  columns.values.set(values);
  draft.columns = columns;
}

function moveHours({ hours, onCorruptHours }: MovePointsParts, from: number, to: number): void {
  const all = Array.from(hoursBetween(hours, from, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, onCorruptHours));
  addToHours(hours, to, all, onCorruptHours);
  hours.deleteAll(from);
}

function pointsOf(segment: Segment) {
  return segment.kind === 'points' ? segment.points : segment.read();
}
