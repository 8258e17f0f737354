import { Moved } from '../../db/keeper/moved.ts';
import type { AppendParts } from './append.ts';
import {
  type ColumnBatch,
  type ColumnsAppended,
  type ColumnsKept,
  FIRST_NAMED_ID,
  MAX_REFUSALS,
  type NamedSeries,
  type StaleIds,
} from './column-batch.ts';
import type { Draft } from './commits.ts';
import { findSeries } from './find-series.ts';
import { type Columns, createColumns, cutColumns } from './head/columns.ts';
import { isStale } from './is-stale.ts';
import type { Sender } from './sender.ts';
import type { IndexedSeries } from './series-index.ts';
import { seriesKey } from './series-key.ts';
import { findTimeRefusal, type TimeBounds, timeBounds } from './time-bounds.ts';

/** Keeps a batch of columns in one transaction: all points that are not refused, or, when it fails, none. */
export function createAppendColumns(parts: AppendParts) {
  return async (batch: ColumnBatch, nowMs: number, sender?: Sender): Promise<Moved<ColumnsAppended>> => {
    const { buffer } = batch;
    const answer = await keepOrSayStale(parts, batch, nowMs, sender);
    return new Moved({ ...answer, buffer }, [buffer]);
  };
}

async function keepOrSayStale(
  parts: AppendParts,
  batch: ColumnBatch,
  nowMs: number,
  sender: Sender | undefined,
): Promise<ColumnsKept | StaleIds> {
  try {
    return await parts.commits.write(draft => keepColumns(parts, draft, batch, nowMs, sender));
  } catch (error) {
    if (error instanceof StaleIdsError) return { staleSince: parts.index.epoch };
    throw error;
  }
}

/** Undoes the task; its sender is told to name its series anew. */
class StaleIdsError extends Error {}

function keepColumns(
  parts: AppendParts,
  draft: Draft,
  batch: ColumnBatch,
  nowMs: number,
  sender: Sender | undefined,
): ColumnsKept {
  if (batch.epoch !== parts.index.epoch) throw new StaleIdsError();
  const given = createColumns(batch.length, batch.buffer);
  const hasReading = findReadings(given, batch.named.length, timeBounds(nowMs, parts.retention.longestMs));
  const found = batch.named.map((named, place) =>
    // A series is made by a reading: not by one that is refused, and not by an end.
    hasReading[place] === 1 ? findSeries(parts, draft, named, nowMs, sender) : findKnown(parts, named),
  );
  const ids = Uint32Array.from(found, one => (one && 'id' in one ? one.id : 0));
  const refuse = createRefusals();
  const columns = filter(given, ids, nowMs, parts.retention.longestMs, (index, atMs, named) => {
    const one = named === undefined ? undefined : found[named];
    const reason = one && 'reason' in one ? one.reason : timeRefusal(parts, atMs, nowMs);
    refuse.add(index, reason);
  });
  if (columns.times.length > 0) draft.columns = columns;
  parts.lastSenders.note(columns.seriesIds, sender, nowMs);
  draft.change.points = { count: columns.times.length, readings: parts.live.pick(columns, nowMs) };
  const { count: refused, first: refusals } = refuse;
  const created = draft.change.created.length;
  return { commit: draft.commit, accepted: columns.times.length, created, refused, refusals, ids };
}

function findKnown({ index }: AppendParts, { metric, labels }: NamedSeries): IndexedSeries | undefined {
  return index.get(seriesKey(metric, labels));
}

/** 1 for each of so many named series that has a point which is in time and no end. */
function findReadings({ seriesIds, times, values }: Columns, named: number, { fromMs, toMs }: TimeBounds): Uint8Array {
  const hasReading = new Uint8Array(named);
  for (let i = 0; named > 0 && i < times.length; i++) {
    const place = seriesIds[i]! - FIRST_NAMED_ID;
    if (place < 0 || times[i]! < fromMs || times[i]! > toMs) continue;
    if (!(Number.isNaN(values[i]!) && isStale(values, i))) hasReading[place] = 1;
  }
  return hasReading;
}

function timeRefusal({ retention: { longestMs } }: AppendParts, atMs: number, nowMs: number): string {
  return findTimeRefusal(atMs, timeBounds(nowMs, longestMs), longestMs)!;
}

function createRefusals() {
  const refusals = {
    count: 0,
    first: [] as { index: number; reason: string }[],
    add(index: number, reason: string): void {
      refusals.count++;
      if (refusals.first.length < MAX_REFUSALS) refusals.first.push({ index, reason });
    },
  };
  return refusals;
}

/**
 * Writes the ids of named series over their places, in place, and moves the points together where some are refused:
 * those out of time, and those whose series is. The end of a series that is not there is left out without a word.
 */
function filter(
  { seriesIds, times, values }: Columns,
  ids: Uint32Array,
  nowMs: number,
  retentionMs: number,
  refuse: (index: number, atMs: number, named: number | undefined) => void,
): Columns {
  const { fromMs, toMs } = timeBounds(nowMs, retentionMs);
  let kept = 0;
  for (let i = 0; i < times.length; i++) {
    const given = seriesIds[i]!;
    const named = given >= FIRST_NAMED_ID ? given - FIRST_NAMED_ID : undefined;
    const id = named === undefined ? given : ids[named]!;
    const atMs = times[i]!;
    const isInTime = atMs >= fromMs && atMs <= toMs;
    if (id === 0 && isInTime && Number.isNaN(values[i]!) && isStale(values, i)) continue;
    if (id === 0 || !isInTime) {
      refuse(i, atMs, id === 0 ? named : undefined);
      continue;
    }
    seriesIds[kept] = id;
    times[kept] = atMs;
    values[kept++] = values[i]!;
  }
  return cutColumns({ seriesIds, times, values }, kept);
}
