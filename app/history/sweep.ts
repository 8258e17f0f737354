import type { ChunkTable } from './chunk/chunk-table.ts';
import type { Commits, Draft } from './commits.ts';
import type { Head } from './head/head.ts';
import type { MetaTable } from './meta-table.ts';
import type { Metrics } from './metrics.ts';
import type { NewestPoints } from './newest-points.ts';
import { RESTORABLE_MS } from './removal.ts';
import type { SeriesIds } from './series-ids.ts';
import type { IndexedSeries, SeriesIndex } from './series-index.ts';
import type { SeriesTable } from './series-table.ts';

/** Chunks deleted in one transaction: few enough that a write beside it waits for some 20 ms at most. */
export const SLICE_CHUNKS = 500;

/** Series looked at in one transaction, for the same reason: each of them lies on pages of its own. */
const SLICE_SERIES = 500;

export interface SweepParts {
  readonly series: SeriesTable;
  readonly meta: MetaTable;
  readonly chunks: ChunkTable;
  readonly head: Head;
  readonly metrics: Pick<Metrics, 'forgetIfIdle'>;
  readonly newest: NewestPoints;
  readonly index: SeriesIndex;
  readonly ids: SeriesIds;
  readonly commits: Commits;
  readonly retentionMs: number;
}

/**
 * Deletes chunks whose points are all older than the retention, series that have none left, and removed series that
 * cannot be restored any more. Works in slices, between which other calls have their turn; aborted, it stops after the
 * current one.
 */
export function createSweep(parts: SweepParts) {
  return async (signal: AbortSignal, nowMs: number): Promise<void> => {
    await inSlices(signal, parts, expiredSeries(parts, nowMs - parts.retentionMs));
    await inSlices(
      signal,
      parts,
      parts.series.hiddenUntil(nowMs - RESTORABLE_MS).map(id => purge(parts, id)),
    );
  };
}

/** Deletes up to `limit` chunks. Gives how many; fewer than the limit means that it is done with its series. */
type Deletion = (draft: Draft, limit: number) => number;

/** Between two writes the thread looks at its messages, so an append that came meanwhile is in the next group. */
async function inSlices(signal: AbortSignal, { commits }: SweepParts, deletions: Deletion[]): Promise<void> {
  let done = 0;
  while (done < deletions.length && !signal.aborted) {
    done += await commits.write(draft => deleteSlice(draft, deletions.slice(done, done + SLICE_SERIES)));
  }
}

/** Gives how many of the deletions are done. */
function deleteSlice(draft: Draft, deletions: readonly Deletion[]): number {
  let room = SLICE_CHUNKS;
  for (const [done, deletion] of deletions.entries()) {
    room -= deletion(draft, room);
    if (room === 0) return done;
  }
  return deletions.length;
}

function expiredSeries(parts: SweepParts, beforeMs: number): Deletion[] {
  const expired = Array.from(parts.index.values()).filter(({ id }) => parts.newest.oldestMs(id) < beforeMs);
  return expired.map(one => forgetReadings(parts, one, beforeMs));
}

function forgetReadings(parts: SweepParts, { key, id, metric }: IndexedSeries, beforeMs: number): Deletion {
  const { series, chunks, head, newest, index, ids } = parts;
  return (draft, limit) => {
    if (index.get(key)?.id !== id) return 0; // removed since the sweep began
    const deleted = deleteChunks(parts, id, beforeMs, limit);
    const oldest = chunks.oldest(id);
    // A chunk goes when its last point is past its time: until then there is no need to look again.
    const lookAgainMs = () => Math.min(oldest?.lastMs ?? Number.POSITIVE_INFINITY, head.oldestMs);
    draft.onCommit(() => newest.setOldest(id, lookAgainMs()));
    if (oldest || head.has(id) || draft.hasUncommitted(id)) return deleted;
    draft.touched.add(key);
    index.beginEpoch();
    series.delete(id);
    parts.metrics.forgetIfIdle(draft, metric);
    draft.onCommit(() => ids.retire(id));
    index.reload(key);
    draft.change.removed.push(key);
    return deleted;
  };
}

function purge(parts: SweepParts, id: number): Deletion {
  return (draft, limit) => {
    if (!parts.series.isHidden(id)) return 0; // the clock was set back, and it was restored
    const deleted = deleteChunks(parts, id, Number.POSITIVE_INFINITY, limit);
    if (deleted === limit) return deleted;
    const metric = parts.series.metricOf(id)!;
    parts.series.delete(id);
    parts.metrics.forgetIfIdle(draft, metric);
    draft.onCommit(() => parts.ids.retire(id));
    return deleted;
  };
}

function deleteChunks({ chunks, meta }: SweepParts, id: number, beforeMs: number, limit: number): number {
  const deleted = chunks.deleteOldest(id, beforeMs, limit);
  meta.addReadings(-deleted.points);
  return deleted.chunks;
}
