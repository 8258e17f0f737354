import type { Commits, Draft } from './commits.ts';
import { createColumns, cutColumns } from './head/columns.ts';
import type { Appended } from './history.ts';
import type { NewSeriesLimit } from './new-series-limit.ts';
import type { NewestPoints } from './newest-points.ts';
import type { Reading } from './reading.ts';
import type { SeriesIds } from './series-ids.ts';
import type { IndexedSeries, SeriesIndex } from './series-index.ts';
import { seriesKey } from './series-key.ts';
import type { SeriesTable } from './series-table.ts';

export interface AppendParts {
  readonly series: SeriesTable;
  readonly ids: SeriesIds;
  readonly newest: NewestPoints;
  readonly index: SeriesIndex;
  readonly commits: Commits;
  readonly newSeriesLimit: NewSeriesLimit;
  readonly maxSeries: number;
  readonly retentionMs: number;
}

const DAY_MS = 24 * 60 * 60_000;

/** Keeps a batch of readings in one transaction: all that are not refused, or, when it fails, none. */
export function createAppend(parts: AppendParts) {
  return (batch: number, readings: readonly Reading[], nowMs: number): Promise<Appended> =>
    parts.commits.write(draft => {
      const columns = createColumns(readings.length);
      const refused: { index: number; reason: string }[] = [];
      let accepted = 0;
      for (const [index, reading] of readings.entries()) {
        const found = findSeries(parts, draft, reading, nowMs);
        if ('reason' in found) {
          refused.push({ index, reason: found.reason });
          continue;
        }
        columns.seriesIds[accepted] = found.id;
        columns.times[accepted] = requireWhole(reading.atMs);
        columns.values[accepted++] = reading.value;
      }
      if (accepted > 0) draft.columns = cutColumns(columns, accepted);
      draft.change.append = { batch, refused: refused.map(({ index }) => index) };
      return { commit: draft.commit, accepted, created: draft.change.created, refused };
    });
}

/** The series of a reading, made if it is new, or the reason why the reading is refused. */
function findSeries(
  parts: AppendParts,
  draft: Draft,
  reading: Reading,
  nowMs: number,
): IndexedSeries | { readonly reason: string } {
  const key = seriesKey(reading.metric, reading.labels);
  const known = parts.index.get(key);
  const reason = findTooOld(parts, reading, nowMs) ?? (known ? undefined : findRefusal(parts, key, nowMs));
  if (reason !== undefined) return { reason };
  const series = known ?? createSeries(parts, draft, key, reading, nowMs);
  if (reading.unit !== undefined && reading.unit !== series.unit) {
    draft.touched.add(key);
    parts.series.setUnit(series.id, reading.unit);
    series.unit = reading.unit;
  }
  return series;
}

function requireWhole(atMs: number): number {
  if (Number.isSafeInteger(atMs)) return atMs;
  throw new RangeError(`The time of a reading is whole milliseconds since 1970, not ${atMs}.`);
}

/** The next sweep would forget it; saying so is better than an "ok" that holds for a minute. */
function findTooOld({ retentionMs }: AppendParts, { atMs }: Reading, nowMs: number): string | undefined {
  if (atMs >= nowMs - retentionMs) return undefined;
  const days = Math.round(retentionMs / DAY_MS);
  return `The time ${new Date(atMs).toISOString()} is too long ago: readings are kept for ${days} days.`;
}

function findRefusal(
  { index, maxSeries, newSeriesLimit }: AppendParts,
  key: string,
  nowMs: number,
): string | undefined {
  if (index.size >= maxSeries) {
    return `The series ${key} is new, and ${maxSeries} series are kept at most. Remove some, or send fewer labels.`;
  }
  if (newSeriesLimit.take(nowMs)) return undefined;
  return (
    `The series ${key} is new, and more than ${newSeriesLimit.maxPerMinute} new ones within a minute are refused. ` +
    'Send it again in a minute, or raise TELLTALE_MAX_NEW_SERIES_PER_MINUTE.'
  );
}

function createSeries(parts: AppendParts, draft: Draft, key: string, reading: Reading, nowMs: number): IndexedSeries {
  const { metric, labels, unit } = reading;
  const id = parts.ids.take();
  draft.touched.add(key);
  parts.newest.forget(id); // what an earlier series of this id left
  parts.series.insert({ id, key, metric, labels, createdMs: nowMs, ...(unit !== undefined && { unit }) });
  draft.change.created.push(key);
  parts.index.reload(key);
  return parts.index.get(key)!;
}
