import type { Histogram } from '../http/metering/histogram.ts';
import type { Family, Sample } from './family.ts';

/** Histograms of one metric, told apart by labels. */
export interface LabelledHistogram {
  readonly labels?: Readonly<Record<string, string>>;
  readonly histogram: Histogram;
}

/** A metric of durations, in seconds. */
export function durations(name: string, help: string, of: readonly LabelledHistogram[]): Family {
  return { name, type: 'histogram', help, samples: of.flatMap(samplesOf) };
}

function samplesOf({ labels = {}, histogram }: LabelledHistogram): Sample[] {
  const buckets = histogram.buckets().map(({ atMostSeconds, count }) => ({
    ...{ suffix: '_bucket', value: count },
    labels: { ...labels, le: atMostSeconds === Number.POSITIVE_INFINITY ? '+Inf' : String(atMostSeconds) },
  }));
  const sum = Number(histogram.sumSeconds.toFixed(6));
  return [...buckets, { suffix: '_sum', value: sum, labels }, { suffix: '_count', value: histogram.count, labels }];
}
