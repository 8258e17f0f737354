import type { ChunkTable } from './chunk/chunk-table.ts';
import type { OnCorrupt } from './chunk/write-points.ts';
import type { Commits, Draft } from './commits.ts';
import type { Head } from './head/head.ts';
import type { OnCorruptHours } from './hourly/add-to-hours.ts';
import type { HourTable } from './hourly/hour-table.ts';
import { createRollUp, type RollUp } from './hourly/roll-up.ts';
import type { MetaTable } from './meta-table.ts';
import type { Metrics } from './metrics.ts';
import type { NewestPoints } from './newest-points.ts';
import { RESTORABLE_MS } from './removal.ts';
import { ByteLimits } from './retention/byte-limits.ts';
import type { Retention } from './retention/retention.ts';
import type { SeriesIds } from './series-ids.ts';
import type { IndexedSeries, SeriesIndex } from './series-index.ts';
import type { SeriesTable } from './series-table.ts';

/** How long one transaction deletes: a write beside it waits for some 20 ms at most. */
const SLICE_MS = 10;

/** Chunks of one series that are deleted before the clock is looked at. */
const STEP_CHUNKS = 50;

/** Hours age slowly: there is no need to look at each sweep. */
const HOURS_EVERY_MS = 60 * 60_000;

/** A series that has fallen silent is kept for the hours that it has left, if they are a week. Others were passing things. */
export const LASTING_HOURS = 7 * 24;

export interface SweepParts {
  readonly series: SeriesTable;
  readonly meta: MetaTable;
  readonly chunks: ChunkTable;
  readonly hours: HourTable;
  readonly head: Head;
  readonly metrics: Pick<Metrics, 'forgetIfIdle'>;
  readonly newest: NewestPoints;
  readonly index: SeriesIndex;
  readonly ids: SeriesIds;
  readonly commits: Commits;
  readonly retention: Retention;
  readonly onCorrupt: OnCorrupt;
  readonly onCorruptHours: OnCorruptHours;
}

/**
 * Deletes chunks whose points are all past their time, or more than may be kept, and leaves their hours; hours that are
 * past theirs; series that have nothing left; and removed series that cannot be restored any more. Works in slices,
 * between which other calls have their turn; aborted, it stops after the current one.
 */
export function createSweep(parts: SweepParts) {
  const { retention, hours, series, commits } = parts;
  const byteLimits = new ByteLimits(parts);
  const rollUp = createRollUp(parts);
  let hoursLookedAtMs = Number.NEGATIVE_INFINITY;

  const sweepHours = async (signal: AbortSignal, nowMs: number) => {
    const sinceMs = nowMs - hoursLookedAtMs;
    if (sinceMs >= 0 && sinceMs < HOURS_EVERY_MS) return;
    hoursLookedAtMs = nowMs;
    const shortestMs = Math.min(...retention.rules.map(({ hourlyMs }) => hourlyMs));
    await inSlices(
      signal,
      commits,
      hours.seriesEndedBefore(nowMs - shortestMs).map(id => forgetHours(parts, id, nowMs)),
    );
  };

  return async (signal: AbortSignal, nowMs: number): Promise<void> => {
    if (byteLimits.isDue(nowMs)) await byteLimits.refresh(signal, nowMs);
    await inSlices(signal, commits, expiredSeries(parts, rollUp, byteLimits, nowMs));
    await sweepHours(signal, nowMs);
    await inSlices(
      signal,
      commits,
      series.hiddenUntil(nowMs - RESTORABLE_MS).map(id => purge(parts, id)),
    );
  };
}

/** Deletes something, but not for long. False: there is more of the same. */
type Deletion = (draft: Draft) => boolean;

/** Between two writes the thread looks at its messages, so an append that came meanwhile is in the next group. */
async function inSlices(signal: AbortSignal, commits: Commits, deletions: Deletion[]): Promise<void> {
  let done = 0;
  while (done < deletions.length && !signal.aborted) {
    done += await commits.write(draft => deleteSlice(draft, deletions, done));
  }
}

/** Gives how many of the deletions, from this one on, are done. */
function deleteSlice(draft: Draft, deletions: readonly Deletion[], from: number): number {
  const endMs = performance.now() + SLICE_MS;
  let at = from;
  while (at < deletions.length && performance.now() < endMs) if (deletions[at]!(draft)) at++;
  return at - from;
}

function expiredSeries(parts: SweepParts, rollUp: RollUp, byteLimits: ByteLimits, nowMs: number): Deletion[] {
  const deletions: Deletion[] = [];
  for (const series of parts.index.values()) {
    const rule = parts.retention.of(series.metric);
    const beforeMs = Math.max(nowMs - rule.readingsMs, byteLimits.beforeMs(rule));
    if (parts.newest.oldestMs(series.id) >= beforeMs) continue;
    const areHoursKept = beforeMs > nowMs - rule.hourlyMs;
    deletions.push(forgetReadings(parts, areHoursKept ? rollUp : undefined, series, beforeMs));
  }
  return deletions;
}

function forgetReadings(parts: SweepParts, rollUp: RollUp | undefined, one: IndexedSeries, beforeMs: number): Deletion {
  const { key, id } = one;
  const { chunks, head, newest, index } = parts;
  return draft => {
    if (index.get(key)?.id !== id) return true; // removed since the sweep began
    const isDone = deleteChunks(parts, id, beforeMs, rollUp);
    const oldest = chunks.oldest(id);
    // A chunk goes when its last point is past its time: until then there is no need to look again.
    const lookAgainMs = () => Math.min(oldest?.lastMs ?? Number.POSITIVE_INFINITY, head.oldestMs);
    draft.onCommit(() => newest.setOldest(id, lookAgainMs()));
    if (isDone) forgetIfEmpty(parts, draft, one, LASTING_HOURS);
    return isDone;
  };
}

function forgetHours(parts: SweepParts, id: number, nowMs: number): Deletion {
  const { hours, index, retention } = parts;
  return draft => {
    const series = index.byId(id);
    if (!series) return true; // hidden: it is purged soon
    hours.deleteEndedBefore(id, nowMs - retention.of(series.metric).hourlyMs);
    forgetIfEmpty(parts, draft, series, 1);
    return true;
  };
}

/** A series without any reading is forgotten, unless it has so many hours. */
function forgetIfEmpty(
  parts: SweepParts,
  draft: Draft,
  { key, id, metric }: IndexedSeries,
  lastingHours: number,
): void {
  const { series, chunks, hours, head, index, ids, metrics } = parts;
  if (chunks.oldest(id) || head.has(id) || draft.hasUncommitted(id)) return;
  if (hours.countOf(id) >= lastingHours) return;
  draft.touched.add(key);
  index.beginEpoch();
  series.delete(id);
  hours.deleteAll(id);
  metrics.forgetIfIdle(draft, metric);
  draft.onCommit(() => ids.retire(id));
  index.reload(key);
  draft.change.removed.push(key);
}

function purge(parts: SweepParts, id: number): Deletion {
  const { series, hours, ids } = parts;
  return draft => {
    if (!series.isHidden(id)) return true; // the clock was set back, and it was restored
    if (!deleteChunks(parts, id, Number.POSITIVE_INFINITY)) return false;
    const metric = series.metricOf(id)!;
    series.delete(id);
    hours.deleteAll(id);
    parts.metrics.forgetIfIdle(draft, metric);
    draft.onCommit(() => ids.retire(id));
    return true;
  };
}

/** False: there are more. */
function deleteChunks({ chunks, meta }: SweepParts, id: number, beforeMs: number, rollUp?: RollUp): boolean {
  const expired = chunks.endedBefore(id, beforeMs, STEP_CHUNKS);
  rollUp?.(id, expired);
  for (const chunk of expired) {
    chunks.delete(chunk.id);
    meta.addReadings(-chunk.count);
  }
  return expired.length < STEP_CHUNKS;
}
