import type { Commits, Draft } from './commits.ts';
import type { ReadingTable } from './reading-table.ts';
import { RESTORABLE_MS } from './removal.ts';
import type { SeriesIndex } from './series-index.ts';
import type { SeriesTable } from './series-table.ts';

/** Readings deleted in one transaction: few enough that a write beside it waits for some 50 ms at most. */
export const SLICE_ROWS = 5_000;

/** Series looked at in one transaction, for the same reason: each of them lies on pages of its own. */
const SLICE_SERIES = 500;

export interface SweepParts {
  readonly series: SeriesTable;
  readonly readings: ReadingTable;
  readonly index: SeriesIndex;
  readonly commits: Commits;
  readonly retentionMs: number;
}

/**
 * Deletes readings older than the retention, series that have none left, and removed series that cannot be restored
 * any more. Works in slices, between which other calls have their turn; aborted, it stops after the current one.
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

/** Deletes up to `limit` readings. Gives how many; fewer than the limit means that it is done with its series. */
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
  let room = SLICE_ROWS;
  for (const [done, deletion] of deletions.entries()) {
    const deleted = deletion(draft, room);
    draft.readingsAdded -= deleted;
    room -= deleted;
    if (room === 0) return done;
  }
  return deletions.length;
}

function expiredSeries(parts: SweepParts, beforeMs: number): Deletion[] {
  const expired = Array.from(parts.index.values()).filter(series => series.oldestMs < beforeMs);
  return expired.map(({ key, id }) => forgetReadings(parts, key, id, beforeMs));
}

function forgetReadings({ series, readings, index }: SweepParts, key: string, id: number, beforeMs: number): Deletion {
  return (draft, limit) => {
    const known = index.get(key);
    if (known?.id !== id) return 0; // removed since the sweep began
    draft.touched.add(key);
    const deleted = readings.deleteOldest(id, beforeMs, limit);
    const oldestMs = readings.oldestMs(id);
    if (oldestMs !== undefined) {
      known.oldestMs = oldestMs;
      return deleted;
    }
    series.delete(id);
    index.reload(key);
    draft.change.removed.push(key);
    return deleted;
  };
}

function purge({ series, readings }: SweepParts, id: number): Deletion {
  return (_draft, limit) => {
    if (!series.isHidden(id)) return 0; // the clock was set back, and it was restored
    const deleted = readings.deleteOldest(id, Number.MAX_SAFE_INTEGER, limit);
    if (deleted < limit) series.delete(id);
    return deleted;
  };
}
