import type { Range } from '../dashboards/range.ts';
import type { History, Series } from '../history/history.ts';
import type { LabelMatcher } from '../history/labels/label-matcher.ts';
import { METRIC_LABEL } from '../history/labels/label-postings.ts';
import type { PromqlQueries, SeriesSummary } from '../promql/queries.ts';

/** The page does not wait longer for it. */
const TIMEOUT_MS = 3_000;

export interface SummarySources {
  readonly history: Pick<History, 'labelNames'>;
  readonly queries: Pick<PromqlQueries, 'summary'>;
  readonly now: () => number;
  readonly onError: (error: unknown) => void;
}

/** What the readings of a series over a range come to, or why that is not known, as a sentence. */
export type Summarized =
  | { readonly summary: SeriesSummary | undefined; readonly problem?: undefined }
  | { readonly problem: string };

export async function summarizeSeries(
  { history, queries, now, onError }: SummarySources,
  series: Series,
  { spanMs }: Range,
): Promise<Summarized> {
  const toMs = now() + 1;
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  try {
    const matchers = await matchersOf(history, series, signal);
    return { summary: await queries.summary(matchers, { fromMs: toMs - spanMs, toMs }, { signal }) };
  } catch (error) {
    return { problem: sayProblem(error, onError) };
  }
}

/** Its labels as they are, and none of those that others of its metric have. */
async function matchersOf(
  history: SummarySources['history'],
  { metric, labels }: Series,
  signal: AbortSignal,
): Promise<LabelMatcher[]> {
  const ofMetric: LabelMatcher = { label: METRIC_LABEL, op: '=', value: metric };
  const { found } = await history.labelNames({ selectors: [[ofMetric]] }, signal);
  const names = new Set([...found, ...Object.keys(labels)]);
  names.delete(METRIC_LABEL);
  return [ofMetric, ...Array.from(names, (label): LabelMatcher => ({ label, op: '=', value: labels[label] ?? '' }))];
}

function sayProblem(error: unknown, onError: (error: unknown) => void): string {
  const { name = '', message = '' } = error instanceof Error ? error : {};
  if (name === 'PromqlError' || name === 'KeeperBusyError') return message;
  if (name === 'TimeoutError') return 'It took too long to count them: look at a shorter range.';
  onError(error);
  return 'They could not be counted; the log says why.';
}
