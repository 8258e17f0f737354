import type { Commits } from './commits.ts';
import { findSeries } from './find-series.ts';
import { createColumns, cutColumns } from './head/columns.ts';
import type { Appended } from './history.ts';
import type { LastSenders } from './last-senders.ts';
import type { LiveSeries } from './live-series.ts';
import type { NewestPoints } from './newest-points.ts';
import type { Reading } from './reading.ts';
import type { Retention } from './retention/retention.ts';
import type { Sender } from './sender.ts';
import type { SeriesIds } from './series-ids.ts';
import type { SeriesIndex } from './series-index.ts';
import type { SeriesLimits } from './series-limits.ts';
import type { SeriesTable } from './series-table.ts';
import { findTimeRefusal, timeBounds } from './time-bounds.ts';

export interface AppendParts {
  readonly series: SeriesTable;
  readonly ids: SeriesIds;
  readonly newest: NewestPoints;
  readonly index: SeriesIndex;
  readonly commits: Commits;
  readonly live: LiveSeries;
  readonly limits: Pick<SeriesLimits, 'findRefusal'>;
  readonly retention: Retention;
  readonly lastSenders: LastSenders;
}

/** Keeps a batch of readings in one transaction: all that are not refused, or, when it fails, none. */
export function createAppend(parts: AppendParts) {
  return (batch: number, readings: readonly Reading[], nowMs: number, sender?: Sender): Promise<Appended> =>
    parts.commits.write(draft => {
      const columns = createColumns(readings.length);
      const refused: { index: number; reason: string }[] = [];
      const bounds = timeBounds(nowMs, parts.retention.longestMs);
      let accepted = 0;
      for (const [index, reading] of readings.entries()) {
        const outOfTime = findTimeRefusal(reading.atMs, bounds, parts.retention.longestMs);
        const found =
          outOfTime === undefined ? findSeries(parts, draft, reading, nowMs, sender) : { reason: outOfTime };
        if ('reason' in found) {
          refused.push({ index, reason: found.reason });
          continue;
        }
        columns.seriesIds[accepted] = found.id;
        columns.times[accepted] = requireWhole(reading.atMs);
        columns.values[accepted++] = reading.value;
      }
      if (accepted > 0) draft.columns = cutColumns(columns, accepted);
      parts.lastSenders.note(columns.seriesIds.subarray(0, accepted), sender, nowMs);
      draft.change.append = { batch, refused: refused.map(({ index }) => index) };
      return { commit: draft.commit, accepted, created: draft.change.created, refused };
    });
}

/** A fraction would be rounded on the way into a chunk. */
function requireWhole(atMs: number): number {
  if (Number.isSafeInteger(atMs)) return atMs;
  throw new RangeError(`The time of a reading is whole milliseconds since 1970, not ${atMs}.`);
}
