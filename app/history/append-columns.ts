import { Moved } from '../../db/keeper/moved.ts';
import type { AppendParts } from './append.ts';
import {
  type ColumnBatch,
  type ColumnsAppended,
  type ColumnsKept,
  FIRST_NAMED_ID,
  MAX_REFUSALS,
  type StaleIds,
} from './column-batch.ts';
import type { Draft } from './commits.ts';
import { findSeries } from './find-series.ts';
import { type Columns, createColumns, cutColumns } from './head/columns.ts';
import type { Sender } from './sender.ts';
import { findTimeRefusal, timeBounds } from './time-bounds.ts';

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
  const found = batch.named.map(named => findSeries(parts, draft, named, nowMs, sender));
  const ids = Uint32Array.from(found, one => ('id' in one ? one.id : 0));
  const refuse = createRefusals();
  const columns = filter(
    createColumns(batch.length, batch.buffer),
    ids,
    nowMs,
    parts.retention.longestMs,
    (index, atMs, named) => {
      const one = named === undefined ? undefined : found[named];
      const reason = one && 'reason' in one ? one.reason : timeRefusal(parts, atMs, nowMs);
      refuse.add(index, reason);
    },
  );
  if (columns.times.length > 0) draft.columns = columns;
  draft.change.points = { count: columns.times.length, readings: parts.live.pick(columns, nowMs) };
  const { count: refused, first: refusals } = refuse;
  const created = draft.change.created.length;
  return { commit: draft.commit, accepted: columns.times.length, created, refused, refusals, ids };
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
 * those out of time, and those whose series is.
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
    if (id === 0 || atMs < fromMs || atMs > toMs) {
      refuse(i, atMs, id === 0 ? named : undefined);
      continue;
    }
    seriesIds[kept] = id;
    times[kept] = atMs;
    values[kept++] = values[i]!;
  }
  return cutColumns({ seriesIds, times, values }, kept);
}
