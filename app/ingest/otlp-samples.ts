import type { OtlpAttributes } from './otlp-attributes.ts';
import { toClassicBuckets } from './otlp-exponential.ts';
import type { OtlpMetric, OtlpPoint } from './otlp-metrics-model.ts';

/** One number that a data point becomes, with the labels beside its attributes. */
export interface OtlpSample {
  readonly metric: string;
  readonly more: OtlpAttributes;
  readonly value: number;
}

type Samples = { readonly list: readonly OtlpSample[] } | { readonly reason: string };

/** Bounds of one histogram at most. */
const MAX_BOUNDS = 1000;

/** What a data point says, as numbers of Prometheus' series; `name` is the metric's Prometheus name. */
export function toOtlpSamples({ kind, temporality }: OtlpMetric, name: string, point: OtlpPoint): Samples {
  if (kind === undefined)
    return { reason: 'this kind of metric is not known here; send a gauge, a sum, a histogram or a summary.' };
  if (kind !== 'gauge' && kind !== 'summary' && temporality === 'unspecified')
    return { reason: 'it does not say whether it counts since its start; set the aggregation temporality.' };
  if (kind === 'gauge' || kind === 'sum') return ofNumber(name, point);
  if (kind === 'summary') return ofSummary(name, point);
  if (kind === 'histogram') return ofHistogram(name, point);
  if (temporality === 'delta')
    return { reason: 'an exponential histogram must count since its start; set the temporality to cumulative.' };
  const { positive, negative } = point.exponential!;
  if ([...positive.counts, ...negative.counts].some(Number.isNaN)) return { reason: noNumber };
  const { bounds, counts } = toClassicBuckets(point.exponential!);
  return { list: [...bucketsOf(name, bounds, counts, point.count ?? 0), ...sumAndCount(name, point)] };
}

const noNumber = 'a histogram has a bound or a count that is no number.';

function ofNumber(metric: string, { value, flags }: OtlpPoint): Samples {
  if (value === undefined && flags % 2 === 0) return { reason: 'a data point has no value; set as_double or as_int.' };
  return { list: [{ metric, more: [], value: value ?? 0 }] };
}

function ofSummary(metric: string, point: OtlpPoint): Samples {
  const quantiles = point.quantiles!.map(
    ([quantile, value]): OtlpSample => ({
      metric,
      more: [['quantile', toText(quantile)]],
      value,
    }),
  );
  return { list: [...quantiles, ...sumAndCount(metric, point)] };
}

function ofHistogram(name: string, point: OtlpPoint): Samples {
  const [bounds, counts] = [point.bounds!, point.counts!];
  if (counts.length > 0 && counts.length !== bounds.length + 1)
    return {
      reason: `a histogram has ${bounds.length} bounds and ${counts.length} counts; there must be one count more.`,
    };
  if ([...bounds, ...counts].some(Number.isNaN)) return { reason: noNumber };
  if (bounds.length > MAX_BOUNDS) return { reason: `a histogram has more than ${MAX_BOUNDS} bounds; send fewer.` };
  if (bounds.some((bound, at) => !(at === 0 || bound > bounds[at - 1]!)))
    return { reason: 'the bounds of a histogram do not rise.' };
  const finite = bounds.filter(bound => bound < Number.POSITIVE_INFINITY);
  return { list: [...bucketsOf(name, finite, counts, point.count ?? 0), ...sumAndCount(name, point)] };
}

/** Each bucket holds those below it, too; the last one all. */
function bucketsOf(name: string, bounds: readonly number[], counts: readonly number[], count: number): OtlpSample[] {
  const metric = `${name}_bucket`;
  let below = 0;
  const buckets = bounds.map((bound, at): OtlpSample => {
    below += counts[at] ?? 0;
    return { metric, more: [['le', toText(bound)]], value: below };
  });
  return [...buckets, { metric, more: [['le', '+Inf']], value: count }];
}

function sumAndCount(name: string, { sum, count = 0 }: OtlpPoint): OtlpSample[] {
  const counted = { metric: `${name}_count`, more: [], value: count };
  return sum === undefined ? [counted] : [{ metric: `${name}_sum`, more: [], value: sum }, counted];
}

function toText(number: number): string {
  if (Number.isFinite(number)) return String(number);
  return number > 0 ? '+Inf' : String(number);
}
