import type { OtlpAttributes } from './otlp-attributes.ts';
import { otlpJson } from './otlp-json.ts';
import {
  NO_BUCKETS,
  type OtlpBuckets,
  type OtlpKind,
  type OtlpMetric,
  type OtlpPoint,
  type OtlpResourceMetrics,
  TEMPORALITIES,
} from './otlp-metrics-model.ts';
import { parseJsonBody } from './parse-json-body.ts';

const { list, map, text, number, time, attributes } = otlpJson;

/** The metrics of a request in OTLP's JSON; what is not as it should be is left out. Throws a SyntaxError for what is no JSON. */
export function readOtlpMetricsJson(body: Buffer): OtlpResourceMetrics[] {
  const request = map(parseJsonBody(body));
  return list(request.resourceMetrics).map(one => {
    const { resource, scopeMetrics } = map(one);
    const metrics = list(scopeMetrics).flatMap(scope => list(map(scope).metrics).map(readMetric));
    return { resource: attributes(map(resource).attributes), metrics };
  });
}

const KINDS: readonly OtlpKind[] = ['gauge', 'sum', 'histogram', 'exponentialHistogram', 'summary'];

function readMetric(value: unknown): OtlpMetric {
  const metric = map(value);
  const kind = KINDS.find(name => metric[name] !== undefined);
  const data = kind === undefined ? {} : map(metric[kind]);
  return {
    name: text(metric.name),
    description: text(metric.description),
    unit: text(metric.unit),
    kind,
    temporality: TEMPORALITIES[number(data.aggregationTemporality) ?? 0] ?? 'unspecified',
    isMonotonic: data.isMonotonic === true,
    points: list(data.dataPoints).map(point => readPoint(map(point), kind)),
  };
}

function readPoint(point: Readonly<Record<string, unknown>>, kind: OtlpKind | undefined): OtlpPoint {
  const known: OtlpPoint & { readonly attributes: OtlpAttributes } = {
    attributes: attributes(point.attributes),
    atMs: time(point.timeUnixNano),
    flags: number(point.flags) ?? 0,
  };
  const value = number(point.asDouble) ?? number(point.asInt);
  if (kind === 'gauge' || kind === 'sum') return value === undefined ? known : { ...known, value };
  const sum = number(point.sum);
  const counted = { ...known, count: number(point.count) ?? 0, ...(sum !== undefined && { sum }) };
  if (kind === 'histogram')
    return { ...counted, bounds: numbers(point.explicitBounds), counts: numbers(point.bucketCounts) };
  if (kind === 'summary')
    return { ...counted, sum: sum ?? 0, quantiles: list(point.quantileValues).map(one => readQuantile(map(one))) };
  return {
    ...counted,
    exponential: {
      scale: number(point.scale) ?? 0,
      zeroCount: number(point.zeroCount) ?? 0,
      zeroThreshold: number(point.zeroThreshold) ?? 0,
      positive: readBuckets(point.positive),
      negative: readBuckets(point.negative),
    },
  };
}

function readQuantile({ quantile, value }: Readonly<Record<string, unknown>>): readonly [number, number] {
  return [number(quantile) ?? 0, number(value) ?? 0];
}

function readBuckets(value: unknown): OtlpBuckets {
  if (value === undefined) return NO_BUCKETS;
  const { offset, bucketCounts } = map(value);
  return { offset: number(offset) ?? 0, counts: numbers(bucketCounts) };
}

function numbers(value: unknown): number[] {
  return list(value).map(one => number(one) ?? Number.NaN);
}
