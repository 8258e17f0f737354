import type { Points } from '../head/points.ts';
import type { Labels } from '../reading.ts';
import { asOfOneCommit, type RangeReadParts } from './range-read.ts';
import { readSamples, type SampleTables } from './read-samples.ts';
import type { SamplePlan, SampleRequest } from './sample-plan.ts';
import type { SeriesBook } from './series-book.ts';

export interface SeriesSamples extends Points {
  /** The metric too, as `__name__`; the same object for the same series, as long as it is remembered. */
  readonly labels: Labels;
}

export interface SampleReadParts extends SampleTables, Pick<RangeReadParts, 'database' | 'meta'> {
  /** Asks the keeper. */
  readonly samplePlan: (request: SampleRequest, signal: AbortSignal) => Promise<SamplePlan>;
  readonly book: Pick<SeriesBook, 'labelsOf' | 'forget'>;
}

/** Reads the samples of the series that match, of those that have any. Rejects with a QueryTooLargeError, or a LabelPatternError. */
export function createSampleQuery(parts: SampleReadParts) {
  const { samplePlan, book } = parts;
  return (signal: AbortSignal, request: SampleRequest): Promise<readonly SeriesSamples[]> =>
    asOfOneCommit(parts, signal, async flushes => {
      const plan = await samplePlan(request, signal);
      if (plan.flushes !== flushes) return undefined;
      const [newestLabels, labels] = [
        await book.labelsOf(plan.epoch, plan.newestIds),
        await book.labelsOf(plan.epoch, plan.ids),
      ];
      if (!newestLabels || !labels) return undefined;
      const read = await readSamples(parts, signal, plan, request);
      return [...newestOnes(plan, newestLabels), ...withLabels(labels, read)];
    });
}

function newestOnes({ newest: { times, values } }: SamplePlan, labels: readonly Labels[]): SeriesSamples[] {
  return labels.map((one, at) => ({
    labels: one,
    times: times.subarray(at, at + 1),
    values: values.subarray(at, at + 1),
  }));
}

function withLabels(labels: readonly Labels[], read: readonly Points[]): SeriesSamples[] {
  const found: SeriesSamples[] = [];
  for (const [at, { times, values }] of read.entries())
    if (times.length > 0) found.push({ labels: labels[at]!, times, values });
  return found;
}
