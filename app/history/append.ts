import type { Commits, Draft } from './commits.ts';
import type { Appended } from './history.ts';
import type { NewSeriesLimit } from './new-series-limit.ts';
import type { Reading } from './reading.ts';
import type { ReadingTable } from './reading-table.ts';
import { type IndexedSeries, noteReading, type SeriesIndex } from './series-index.ts';
import { seriesKey } from './series-key.ts';
import type { SeriesTable } from './series-table.ts';

export interface AppendParts {
  readonly series: SeriesTable;
  readonly readings: ReadingTable;
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
      const refused: { index: number; reason: string }[] = [];
      for (const [index, reading] of readings.entries()) {
        const reason = keepReading(parts, draft, reading, nowMs);
        if (reason !== undefined) refused.push({ index, reason });
      }
      draft.change.append = { batch, refused: refused.map(({ index }) => index) };
      const accepted = readings.length - refused.length;
      return { commit: draft.commit, accepted, created: draft.change.created, refused };
    });
}

/** Gives the reason when it is refused. */
function keepReading(parts: AppendParts, draft: Draft, reading: Reading, nowMs: number): string | undefined {
  const key = seriesKey(reading.metric, reading.labels);
  const known = parts.index.get(key);
  const reason = findTooOld(parts, reading, nowMs) ?? (known ? undefined : findRefusal(parts, key, nowMs));
  if (reason !== undefined) return reason;
  draft.touched.add(key);
  const series = known ?? createSeries(parts, draft, key, reading, nowMs);
  if (reading.unit !== undefined && reading.unit !== series.unit) {
    parts.series.setUnit(series.id, reading.unit);
    series.unit = reading.unit;
  }
  draft.readingsAdded += writeReading(parts.readings, series, reading);
  noteReading(series, reading);
  return undefined;
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
  parts.series.insert({ key, metric, labels, createdMs: nowMs, ...(unit !== undefined && { unit }) });
  draft.change.created.push(key);
  parts.index.reload(key);
  return parts.index.get(key)!;
}

/** Almost every reading is the newest of its series: then nothing can be there to overwrite. */
function writeReading(readings: ReadingTable, series: IndexedSeries, reading: Reading): number {
  if (reading.atMs <= series.atMs) return readings.put(series.id, reading);
  readings.add(series.id, reading);
  return 1;
}
