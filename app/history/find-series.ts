import type { AppendParts } from './append.ts';
import type { NamedSeries } from './column-batch.ts';
import type { Draft } from './commits.ts';
import type { Sender } from './sender.ts';
import type { IndexedSeries } from './series-index.ts';
import { seriesKey } from './series-key.ts';

/** The series of this name, made if it is new; or the reason why it is not. */
export function findSeries(
  parts: AppendParts,
  draft: Draft,
  named: NamedSeries,
  nowMs: number,
  sender?: Sender,
): IndexedSeries | { readonly reason: string } {
  const key = seriesKey(named.metric, named.labels);
  const known = parts.index.get(key);
  const reason = known ? undefined : parts.limits.findRefusal(key, nowMs, sender);
  if (reason !== undefined) return { reason };
  const series = known ?? createSeries(parts, draft, { ...named, key }, nowMs, sender);
  if (named.unit !== undefined && named.unit !== series.unit) {
    draft.touched.add(key);
    parts.series.setUnit(series.id, named.unit);
    series.unit = named.unit;
  }
  return series;
}

function createSeries(
  parts: AppendParts,
  draft: Draft,
  { key, metric, labels, unit }: NamedSeries & { readonly key: string },
  nowMs: number,
  sender: Sender | undefined,
): IndexedSeries {
  const id = parts.ids.take();
  draft.takenIds.push(id);
  draft.touched.add(key);
  parts.newest.forget(id); // what an earlier series of this id left
  const given = { ...(unit !== undefined && { unit }), ...(sender && { sender: sender.id }) };
  parts.series.insert({ id, key, metric, labels, createdMs: nowMs, ...given });
  draft.change.created.push(key);
  parts.index.reload(key);
  const series = parts.index.get(key)!;
  noteUnit(parts, draft, series);
  parts.live.renew(series);
  parts.live.noteNew(series, nowMs);
  return series;
}

/** Readings tell what their sender gave; what only the metric has, who meets the series must be told. */
function noteUnit({ index }: AppendParts, { change }: Draft, series: IndexedSeries): void {
  const unit = index.unitOf(series);
  if (series.unit !== undefined || unit === undefined) return;
  change.units ??= new Map();
  change.units.set(series.key, unit);
}
