import type { ChunkTable } from './chunk/chunk-table.ts';
import type { OnCorrupt } from './chunk/write-points.ts';
import type { Commits, Draft } from './commits.ts';
import { type Columns, createColumns } from './head/columns.ts';
import type { Head } from './head/head.ts';
import { concatPoints, mergePoints } from './head/merge-points.ts';
import { addToHours, type OnCorruptHours } from './hourly/add-to-hours.ts';
import type { HourTable } from './hourly/hour-table.ts';
import { hoursBetween } from './hourly/hours-between.ts';
import type { MetaTable } from './meta-table.ts';
import { type Segment, segments } from './range/segments.ts';
import type { SeriesIds } from './series-ids.ts';
import type { SeriesIndex } from './series-index.ts';
import type { SeriesTable } from './series-table.ts';

/** How long a removed series can be brought back. After that its readings are deleted. */
export const RESTORABLE_MS = 10 * 60_000;

export interface RemovalParts {
  readonly series: SeriesTable;
  readonly index: SeriesIndex;
  readonly commits: Commits;
}

export interface RestoreParts extends RemovalParts {
  readonly meta: MetaTable;
  readonly chunks: ChunkTable;
  readonly hours: HourTable;
  readonly head: Head;
  readonly ids: SeriesIds;
  readonly onCorrupt: OnCorrupt;
  readonly onCorruptHours: OnCorruptHours;
}

/** Hides a series at once. False: there is none of this key. */
export function createRemove({ series, index, commits }: RemovalParts) {
  return (key: string, nowMs: number): Promise<boolean> =>
    commits.write(draft => {
      const known = index.get(key);
      if (!known) return false;
      draft.touched.add(key);
      draft.change.removed.push(key);
      series.hide(known.id, key, nowMs);
      index.beginEpoch();
      index.reload(key);
      return true;
    });
}

/**
 * Brings back the series of this key that was hidden last. What came under its key since then moves into it: it is the
 * smaller part, and newer, so it wins where both have a reading of one moment. False: there is none to bring back.
 */
export function createRestore(parts: RestoreParts) {
  const { series, ids, index, commits } = parts;
  return (key: string, nowMs: number): Promise<boolean> =>
    commits.write(draft => {
      const hidden = series.findHidden(key, nowMs - RESTORABLE_MS);
      if (hidden === undefined) return false;
      draft.touched.add(key);
      const fresh = index.get(key);
      if (fresh) {
        const moved = moveAll(parts, draft, fresh.id, hidden);
        if (moved) draft.columns = moved;
        draft.change.removed.push(key); // so that who shows the fresh one forgets it, and loads the joined one
        series.delete(fresh.id);
        draft.onCommit(() => ids.retire(fresh.id));
      }
      draft.change.restored.push(key);
      index.beginEpoch();
      series.reveal(hidden, key, fresh?.unit);
      index.reload(key);
      return true;
    });
}

/** Takes the points of one series out of its chunks and gives them as points that came to the other one just now. */
function moveAll(parts: RestoreParts, draft: Draft, from: number, to: number): Columns | undefined {
  const { chunks, meta } = parts;
  const onCorrupt: OnCorrupt = (chunk, error) => {
    parts.onCorrupt(chunk, error);
    meta.addReadings(-chunk.count);
  };
  const head = mergePoints(parts.head.points(from), draft.uncommitted(from));
  const range = { fromMs: Number.NEGATIVE_INFINITY, toMs: Number.POSITIVE_INFINITY };
  const pieces = Array.from(segments({ chunks, seriesId: from, head, onCorrupt, ...range }), pointsOf);
  for (const { count } of chunks.endedBefore(from, Number.POSITIVE_INFINITY, Number.MAX_SAFE_INTEGER))
    meta.addReadings(-count);
  chunks.deleteAll(from);
  moveHours(parts, from, to);
  if (pieces.length === 0) return undefined;
  const { times, values } = concatPoints(pieces);
  const columns = createColumns(times.length);
  columns.seriesIds.fill(to);
  columns.times.set(times);
  columns.values.set(values);
  return columns;
}

function moveHours({ hours, onCorruptHours }: RestoreParts, from: number, to: number): void {
  const all = Array.from(hoursBetween(hours, from, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, onCorruptHours));
  addToHours(hours, to, all, onCorruptHours);
  hours.deleteAll(from);
}

function pointsOf(segment: Segment) {
  return segment.kind === 'points' ? segment.points : segment.read();
}
