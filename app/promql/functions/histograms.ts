import { METRIC_LABEL } from '../../history/labels/label-postings.ts';
import type { Args, PromqlFunction } from '../eval/call.ts';
import { uniqueLabels } from '../eval/unique-labels.ts';
import { type Column, createColumn, type VectorValue } from '../eval/value.ts';
import { bucketFraction } from './bucket-fraction.ts';
import { bucketQuantile } from './bucket-quantile.ts';
import { type BucketRow, createBucketRow, pushBucket } from './bucket-row.ts';

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
    return ofBuckets(args, await args.vector(2), (buckets, step) => bucketFraction(low[step]!, high[step]!, buckets));
  },
  async histogram_quantile(args) {
    const q = (await args.scalar(0)).values;
    return ofBuckets(args, await args.vector(1), (buckets, step) => bucketQuantile(q[step]!, buckets));
  },
  histogram_stddev: ofNativeOnly,
  histogram_stdvar: ofNativeOnly,
  histogram_sum: ofNativeOnly,
};

type OfBuckets = (buckets: BucketRow, step: number) => number;

/** A column of counts, and the bound of its bucket. */
interface BoundColumn extends Column {
  readonly upTo: number;
}

/** Computes one number of the buckets that differ in nothing but their bound. What has no bound is no bucket. */
async function ofBuckets(args: Args, { series }: VectorValue, compute: OfBuckets): Promise<VectorValue> {
  const buckets = series
    .map(column => ({ ...column, upTo: boundOf(column.labels.get(BOUND_LABEL)) }))
    .filter(({ upTo }) => !Number.isNaN(upTo));
  const columns: Column[] = [];
  for (const group of Map.groupBy(buckets, ({ labels }) => labels.without(ONLY_BOUND).key).values()) {
    const column = computeGroup(group, compute);
    if (column.present.includes(1)) columns.push(column);
    await args.evaluation.options.giveTurn();
  }
  return { kind: 'vector', series: await uniqueLabels(args.evaluation, columns) };
}

/** Of two metrics buckets do not belong together: their results cannot be told apart, which is an error. */
const ONLY_BOUND: ReadonlySet<string> = new Set([BOUND_LABEL]);

const NOT_OF_RESULT: ReadonlySet<string> = new Set([BOUND_LABEL, METRIC_LABEL]);

function computeGroup(unsorted: readonly BoundColumn[], compute: OfBuckets): Column {
  const columns = unsorted.toSorted((a, b) => a.upTo - b.upTo || 0);
  const { length } = columns[0]!.values;
  const result = createColumn(columns[0]!.labels.without(NOT_OF_RESULT), length);
  const row = createBucketRow(columns.length);
  for (let step = 0; step < length; step++) {
    row.size = 0;
    for (const { upTo, values, present } of columns) if (present[step] === 1) pushBucket(row, upTo, values[step]!);
    if (row.size === 0) continue;
    result.values[step] = compute(row, step);
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
