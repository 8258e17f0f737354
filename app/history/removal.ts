import type { Commits } from './commits.ts';
import { type MovePointsParts, movePoints } from './move-points.ts';
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

export interface RestoreParts extends RemovalParts, MovePointsParts {
  readonly ids: SeriesIds;
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
        movePoints(parts, draft, fresh.id, hidden);
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
