import type { Labels } from '../history/reading.ts';
import { seriesKey } from '../history/series-key.ts';
import type { ReadBody } from './body-reader.ts';
import { parseOpenMetrics } from './openmetrics.ts';
import { OpenMetricsNames } from './openmetrics-names.ts';
import type { TextDialect } from './openmetrics-time.ts';
import { PointColumns } from './point-columns.ts';
import { type PushedSeries, PushGroups } from './push-groups.ts';
import { createSeriesRef, type SeriesRef } from './series-ref.ts';

/** A push to a Pushgateway. */
export interface Push {
  /** Labels of the address, which win over those in the text. */
  readonly group: Labels;
  /**
   * `add` (POST) takes the place of what the group pushed before under the same names, `replace` (PUT) of all that it
   * pushed before, `remove` (DELETE) ends it.
   */
  readonly act: 'add' | 'replace' | 'remove';
  readonly dialect: TextDialect;
}

/**
 * Readings from Prometheus' text as a job pushes it. Each sample is a reading of this moment, or of its own time.
 *
 * A Pushgateway shows what was pushed until it is replaced; here what was pushed is kept, and a series that is not pushed
 * any more gets the marker of its end. A text with a bad line ends nothing. `push_time_seconds` says when the group came last.
 */
export function parsePush(
  push: Push,
  body: Buffer,
  nowMs: number,
  groups: PushGroups = new PushGroups(),
  points: PointColumns = new PointColumns(),
): ReadBody {
  const { group, act, dialect } = push;
  const names = new OpenMetricsNames();
  const found = parseOpenMetrics(body, nowMs, dialect, names, new PointColumns());
  const groupKey = seriesKey('', group);
  const before = groups.of(groupKey);
  const pushed = keepAll(found.points, group, before, points);
  const isWhole = found.problemCount === 0;
  if (isWhole && act !== 'remove') addTime(pushed, group, before, points, nowMs);
  const ended = isWhole ? findEnded(act, before, pushed) : [];
  for (const [, ref] of ended) points.addEnd(ref, nowMs);
  const settle = (isKept: boolean) => {
    if (isKept)
      groups.change(
        groupKey,
        ended.map(([key]) => key),
        pushed,
      );
  };
  return { ...found, points, metadata: names.metadata(), settle };
}

/** Puts the points of the text, with the labels of the group, into `points`; gives their series. */
function keepAll(
  found: PointColumns,
  group: Labels,
  before: PushedSeries,
  points: PointColumns,
): Map<string, SeriesRef> {
  const pushed = new Map<string, SeriesRef>();
  const grouped = new Map<SeriesRef, SeriesRef>();
  const { times, values } = found;
  for (let at = 0; at < times.length; at++) {
    const given = found.refAt(at);
    const ref = grouped.get(given) ?? join(given.metric, { ...given.labels, ...group }, before, pushed, given.unit);
    grouped.set(given, ref);
    points.add(ref, values[at]!, times[at]!);
  }
  return pushed;
}

function join(
  metric: string,
  labels: Labels,
  before: PushedSeries,
  pushed: Map<string, SeriesRef>,
  unit?: string,
): SeriesRef {
  const key = seriesKey(metric, labels);
  const ref = pushed.get(key) ?? before.get(key) ?? createSeriesRef(metric, labels);
  if (unit !== undefined && unit !== ref.unit) [ref.unit, ref.id] = [unit, 0]; // so that it is named again, with its unit
  pushed.set(key, ref);
  return ref;
}

function addTime(
  pushed: Map<string, SeriesRef>,
  group: Labels,
  before: PushedSeries,
  points: PointColumns,
  nowMs: number,
): void {
  points.add(join('push_time_seconds', group, before, pushed), nowMs / 1000, nowMs);
}

function findEnded(act: Push['act'], before: PushedSeries, pushed: PushedSeries): [key: string, ref: SeriesRef][] {
  if (act === 'remove') return [...before];
  const gone = [...before].filter(([key]) => !pushed.has(key));
  if (act === 'replace') return gone;
  const families = new Set([...pushed.values()].map(({ metric }) => familyOf(metric)));
  return gone.filter(([, { metric }]) => families.has(familyOf(metric)));
}

/** Buckets, sum and count belong to one metric, whatever its type. */
function familyOf(metric: string): string {
  return metric.replace(/_(?:bucket|sum|count|total|created|info)$/, '');
}
