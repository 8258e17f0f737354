import type { Draft } from './commits.ts';
import type { LiveSeries } from './live-series.ts';
import type { Metrics } from './metrics.ts';
import { movePoints } from './move-points.ts';
import type { Labels } from './reading.ts';
import type { RestoreParts } from './removal.ts';
import type { IndexedSeries } from './series-index.ts';
import { seriesKey } from './series-key.ts';

/**
 * Readings that are moved at most when two series are joined: as many as one each second makes in 46 days. For each
 * million of them appends wait some 0.2 s.
 */
const MAX_JOINED_POINTS = 4_000_000;

export interface SeriesName {
  readonly metric: string;
  /** Without empty values. */
  readonly labels: Labels;
}

/** What became of a series that was to be renamed; `key` is the one it has, or would have had. */
export type Renamed =
  | { readonly outcome: 'renamed' | 'joined'; readonly key: string }
  /** There is no series to rename. */
  | { readonly outcome: 'missing' }
  /** Another series has that name, and joining them was not asked for. */
  | { readonly outcome: 'taken'; readonly key: string }
  /** The series that has that name has too many readings to be joined. */
  | { readonly outcome: 'too-large'; readonly key: string; readonly readings: number };

export interface RenameParts extends RestoreParts {
  readonly live: LiveSeries;
  readonly metrics: Pick<Metrics, 'follow'>;
}

/**
 * Gives a series another name; it keeps its readings and its id. Where another series has that name, the two become one
 * if `joins` says so: the readings of the one that had the name win where both have one of the same moment.
 */
export function createRename(parts: RenameParts, maxJoinedPoints = MAX_JOINED_POINTS) {
  const { index, commits } = parts;
  return (key: string, name: SeriesName, joins: boolean): Promise<Renamed> =>
    commits.write<Renamed>(draft => {
      const newKey = seriesKey(name.metric, name.labels);
      const series = index.get(key);
      if (!series) return { outcome: 'missing' };
      if (newKey === key) return { outcome: 'renamed', key };
      const other = index.get(newKey);
      if (other && !joins) return { outcome: 'taken', key: newKey };
      const readings = other ? countPoints(parts, draft, other.id) : 0;
      if (readings > maxJoinedPoints) return { outcome: 'too-large', key: newKey, readings };
      draft.touched.add(key).add(newKey);
      index.beginEpoch();
      if (other) takeIn(parts, draft, other, series.id);
      giveName(parts, draft, series, { ...name, key: newKey, unit: other?.unit ?? series.unit });
      return { outcome: other ? 'joined' : 'renamed', key: newKey };
    });
}

function countPoints({ chunks, head }: RenameParts, draft: Draft, id: number): number {
  return chunks.countOf(id) + head.points(id).times.length + draft.uncommitted(id).times.length;
}

/** Who shows either of them forgets it, and loads the one that they become. */
function takeIn(parts: RenameParts, draft: Draft, other: IndexedSeries, into: number): void {
  movePoints(parts, draft, other.id, into);
  draft.change.removed.push(other.key);
  parts.series.delete(other.id);
  draft.onCommit(() => parts.ids.retire(other.id));
}

function giveName(
  { series, index, metrics, live }: RenameParts,
  draft: Draft,
  { id, key, metric }: IndexedSeries,
  name: SeriesName & { readonly key: string; readonly unit: string | undefined },
): void {
  series.rename(id, name);
  index.reload(key);
  index.reload(name.key);
  draft.change.removed.push(key);
  draft.change.restored.push(name.key);
  if (name.metric !== metric) metrics.follow(draft, metric, name.metric);
  const renamed = index.get(name.key)!;
  draft.onCommit(() => live.renew(renamed));
}
