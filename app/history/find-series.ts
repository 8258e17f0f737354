import type { AppendParts } from './append.ts';
import type { NamedSeries } from './column-batch.ts';
import type { Draft } from './commits.ts';
import type { IndexedSeries } from './series-index.ts';
import { seriesKey } from './series-key.ts';

/** The series of this name, made if it is new; or the reason why it is not. */
export function findSeries(
  parts: AppendParts,
  draft: Draft,
  named: NamedSeries,
  nowMs: number,
): IndexedSeries | { readonly reason: string } {
  const key = seriesKey(named.metric, named.labels);
  const known = parts.index.get(key);
  const reason = known ? undefined : findRefusal(parts, key, nowMs);
  if (reason !== undefined) return { reason };
  const series = known ?? createSeries(parts, draft, key, named, nowMs);
  if (named.unit !== undefined && named.unit !== series.unit) {
    draft.touched.add(key);
    parts.series.setUnit(series.id, named.unit);
    series.unit = named.unit;
  }
  return series;
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

function createSeries(parts: AppendParts, draft: Draft, key: string, named: NamedSeries, nowMs: number): IndexedSeries {
  const { metric, labels, unit } = named;
  const id = parts.ids.take();
  draft.takenIds.push(id);
  draft.touched.add(key);
  parts.newest.forget(id); // what an earlier series of this id left
  parts.series.insert({ id, key, metric, labels, createdMs: nowMs, ...(unit !== undefined && { unit }) });
  draft.change.created.push(key);
  parts.index.reload(key);
  const series = parts.index.get(key)!;
  parts.live.renew(series);
  parts.live.noteNew(series, nowMs);
  return series;
}
