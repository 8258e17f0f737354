import type { MetricMetadata } from '../history/metric-metadata.ts';
import { createFindings, type Findings, tooMany } from './batch.ts';
import type { ReadBody } from './body-reader.ts';
import type { OtlpAttributes } from './otlp-attributes.ts';
import { shownUnit, toPrometheusName } from './otlp-metric-names.ts';
import type { OtlpKind, OtlpMetric, OtlpPoint, OtlpResourceMetrics } from './otlp-metrics-model.ts';
import { RunningTotals } from './otlp-running-totals.ts';
import { toOtlpSamples } from './otlp-samples.ts';
import { OtlpSeries, type OtlpSource } from './otlp-series.ts';
import { sourceOf } from './otlp-source.ts';
import { PointColumns } from './point-columns.ts';
import type { SeriesRef } from './series-ref.ts';
import { isInRange } from './time.ts';

/** What outlives a body: known series, and the totals of what is sent as differences. */
export interface OtlpMemory {
  readonly series: OtlpSeries;
  readonly totals: RunningTotals;
}

export function createOtlpMemory(): OtlpMemory {
  return { series: new OtlpSeries(), totals: new RunningTotals() };
}

/**
 * Readings from metrics of OpenTelemetry, named as Prometheus names them. A data point is kept whole or refused whole:
 *
 * - gauge and sum: one reading; what counts since the point before (delta) is added up;
 * - histogram: `_bucket` for each bound, `_sum`, `_count`; an exponential one gets the bounds of powers of the square root of two;
 * - summary: one reading for each quantile, `_sum`, `_count`.
 *
 * The resource gives the labels `job` (service.name) and `instance` (service.instance.id), and `target_info` with the rest.
 * A point without a time is of now. A point that says that there is no value any more ends its series. Problems name the number of the data point, from 1,
 * in place of a line. What is found goes into `points`, which must be empty.
 */
export function keepOtlpMetrics(
  resources: readonly OtlpResourceMetrics[],
  { series, totals }: OtlpMemory,
  nowMs: number,
  points: PointColumns = new PointColumns(),
): ReadBody {
  const findings = createFindings(Buffer.alloc(0), number => ({ line: number, column: 1 }));
  const keeping: Keeping = { series, totals, nowMs, points, findings, count: 0 };
  const metadata: MetricMetadata[] = [];
  for (const { resource, metrics } of resources) {
    const source = sourceOf(resource);
    for (const metric of metrics) keepMetric(keeping, source, metric, metadata);
    if (source.info) keepInfo(keeping, source, source.info, metrics);
  }
  const added = totals.takeAdded();
  const settle = (isKept: boolean) => {
    if (!isKept) added.undo();
  };
  return { points, metadata, settle, ...findings.result() };
}

interface Keeping extends OtlpMemory {
  readonly nowMs: number;
  readonly points: PointColumns;
  readonly findings: Findings;
  /** Data points that were looked at. */
  count: number;
}

const TYPES: Readonly<Record<OtlpKind, MetricMetadata['type']>> = {
  ...({ gauge: 'gauge', sum: 'counter', histogram: 'histogram' } as const),
  ...({ exponentialHistogram: 'histogram', summary: 'summary' } as const),
};

function keepMetric(keeping: Keeping, source: OtlpSource, metric: OtlpMetric, metadata: MetricMetadata[]): void {
  const { points, findings } = keeping;
  const name = toPrometheusName(metric);
  const keptBefore = points.length;
  for (const point of metric.points) {
    const before = points.length;
    keeping.count++;
    const reason = findings.isFull(before) ? tooMany : keepPoint(keeping, source, metric, name, point);
    if (reason === undefined) findings.keepLine();
    else findings.refuse(keeping.count, name === '' ? reason : `${name}: ${reason}`);
  }
  if (points.length > keptBefore) metadata.push(describe(metric, name));
}

function describe({ kind, isMonotonic, description, unit }: OtlpMetric, metric: string): MetricMetadata {
  const type = kind === 'sum' && !isMonotonic ? 'gauge' : TYPES[kind!];
  const shown = shownUnit(unit);
  return {
    metric,
    ...(type && { type }),
    ...(description !== '' && { help: description }),
    ...(shown && { unit: shown }),
  };
}

function keepPoint(
  { series, totals, points, findings, nowMs }: Keeping,
  source: OtlpSource,
  metric: OtlpMetric,
  name: string,
  point: OtlpPoint,
): string | undefined {
  const { attributes, flags } = point;
  const atMs = point.atMs === 0 ? nowMs : point.atMs;
  if (!isInRange(atMs)) return `the time ${atMs} ms is not between 1970 and 2200; is it in nanoseconds?`;
  const samples = toOtlpSamples(metric, name, point);
  if ('reason' in samples) return samples.reason;
  if (!findings.hasRoom(points.length + samples.list.length)) return tooMany;
  // All series first: of a point that is refused nothing may be counted.
  const refs = samples.list.map(sample => series.find(source, sample.metric, attributes, sample.more));
  for (const ref of refs) if ('reason' in ref) return ref.reason;
  for (const [at, { value }] of samples.list.entries()) {
    const ref = refs[at] as SeriesRef;
    if (flags % 2 === 1) points.addEnd(ref, atMs);
    else if (metric.temporality !== 'delta' || metric.kind === 'gauge') points.add(ref, value, atMs);
    else {
      const total = totals.add(ref, value, atMs);
      // It came again, for the answer was lost on the way: it is in the total already.
      if (total !== undefined) points.add(ref, total, atMs);
    }
  }
  return undefined;
}

/** What the resource says beside its name, as one series with the value 1. */
function keepInfo(
  { series, points, findings, nowMs }: Keeping,
  source: OtlpSource,
  info: OtlpAttributes,
  metrics: readonly OtlpMetric[],
): void {
  const newest = metrics.reduce((most, metric) => metric.points.reduce((a, b) => Math.max(a, b.atMs), most), 0);
  const atMs = newest === 0 ? nowMs : newest;
  const ref = series.find(source, 'target_info', info);
  if (!('reason' in ref) && isInRange(atMs) && metrics.length > 0 && !findings.isFull(points.length))
    points.add(ref, 1, atMs);
}
