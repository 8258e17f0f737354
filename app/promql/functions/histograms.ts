import { METRIC_LABEL } from '../../history/labels/label-postings.ts';
import type { PromqlFunction } from '../eval/call.ts';
import { uniqueLabels } from '../eval/unique-labels.ts';
import { type Column, createColumn, type VectorValue } from '../eval/value.ts';
import { bucketFraction } from './bucket-fraction.ts';
import { bucketQuantile } from './bucket-quantile.ts';
import type { Bucket } from './buckets.ts';

const BOUND_LABEL = 'le';

/** There are no native histograms here, so what is only of them gives nothing. */
const ofNativeOnly: PromqlFunction = async args => {
  for (let at = 0; at < args.count; at++) await args.evaluation.evaluate(args.expr(at), args.steps);
  return { kind: 'vector', series: [] };
};

export const histograms: Readonly<Record<string, PromqlFunction>> = {
  histogram_avg: ofNativeOnly,
  histogram_count: ofNativeOnly,
  async histogram_fraction(args) {
    const [low, high] = [(await args.scalar(0)).values, (await args.scalar(1)).values];
    return ofBuckets(await args.vector(2), (buckets, step) => bucketFraction(low[step]!, high[step]!, buckets));
  },
  async histogram_quantile(args) {
    const q = (await args.scalar(0)).values;
    return ofBuckets(await args.vector(1), (buckets, step) => bucketQuantile(q[step]!, buckets));
  },
  histogram_stddev: ofNativeOnly,
  histogram_stdvar: ofNativeOnly,
  histogram_sum: ofNativeOnly,
};

type OfBuckets = (buckets: readonly Bucket[], step: number) => number;

/** Computes one number of the buckets that differ in nothing but their bound. What has no bound is no bucket. */
function ofBuckets({ series }: VectorValue, compute: OfBuckets): VectorValue {
  const buckets = series.filter(({ labels }) => !Number.isNaN(boundOf(labels.get(BOUND_LABEL))));
  const groups = Map.groupBy(buckets, ({ labels }) => labels.without(ONLY_BOUND).key);
  const columns = Array.from(groups.values(), group => computeGroup(group, compute));
  return { kind: 'vector', series: uniqueLabels(columns.filter(({ present }) => present.includes(1))) };
}

/** Of two metrics buckets do not belong together: their results cannot be told apart, which is an error. */
const ONLY_BOUND: ReadonlySet<string> = new Set([BOUND_LABEL]);

const NOT_OF_RESULT: ReadonlySet<string> = new Set([BOUND_LABEL, METRIC_LABEL]);

function computeGroup(columns: readonly Column[], compute: OfBuckets): Column {
  const bounds = columns.map(({ labels }) => boundOf(labels.get(BOUND_LABEL)));
  const { length } = columns[0]!.values;
  const result = createColumn(columns[0]!.labels.without(NOT_OF_RESULT), length);
  for (let step = 0; step < length; step++) {
    const buckets: Bucket[] = [];
    for (const [at, { values, present }] of columns.entries())
      if (present[step]) buckets.push({ upTo: bounds[at]!, count: values[step]! });
    if (buckets.length === 0) continue;
    result.values[step] = compute(buckets, step);
    result.present[step] = 1;
  }
  return result;
}

/** NaN for a text that is no number. */
function boundOf(text: string): number {
  if (/^\+?inf$/i.test(text)) return Number.POSITIVE_INFINITY;
  if (/^-inf$/i.test(text)) return Number.NEGATIVE_INFINITY;
  return text.trim() === '' ? Number.NaN : Number(text);
}
