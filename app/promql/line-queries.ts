import type { History } from '../history/history.ts';
import { METRIC_LABEL } from '../history/labels/label-postings.ts';
import { MAX_LINE_WIDTH } from '../history/range/line-query.ts';
import type { Samples, Source } from './eval/source.ts';
import { parsePromql } from './parse/parse-promql.ts';
import { PromqlError } from './promql-error.ts';
import type { PromqlQueries, QueryOptions } from './queries.ts';
import { runQuery } from './run-query.ts';

/** Series that one selector takes at most; further ones are left out. */
const MAX_SERIES = 10_000;

/** How long a query may take. */
const TIMEOUT_MS = 30_000;

/**
 * Answers over the lines of the history: exact for up to 5000 readings of each series, above that over the first, the last, the lowest
 * and the highest of each of 5000 stretches.
 */
export function createLineQueries(history: Pick<History, 'line'>): PromqlQueries {
  const ask = async (query: string, window: Window, { signal, timeoutMs = TIMEOUT_MS, ...options }: QueryOptions) => {
    const beganMs = performance.now();
    const { source, read } = countingSource(history, options.maxSeries ?? MAX_SERIES);
    const limited = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
    const { lookbackMs } = options;
    const result = await runQuery({
      ...{ expr: parsePromql(query), ...window, source, signal: limited },
      ...(lookbackMs !== undefined && { lookbackMs }),
    }).catch(error => {
      if (signal.aborted || !limited.aborted) throw error;
      throw new PromqlError(`The query took longer than ${timeoutMs / 1000} s: ask for less time or fewer series.`);
    });
    return { ...result, cost: { series: read.keys.size, samples: read.samples, tookMs: performance.now() - beganMs } };
  };
  return {
    instant: (query, atMs, options) => ask(query, { startMs: atMs, endMs: atMs, stepMs: 1 }, options),
    range: ask,
  };
}

interface Window {
  readonly startMs: number;
  readonly endMs: number;
  readonly stepMs: number;
}

function countingSource(history: Pick<History, 'line'>, limit: number) {
  const read = { keys: new Set<string>(), samples: 0 };
  const source: Source = {
    async select(matchers, fromMs, toMs, signal) {
      // Left-open here, right-open there; moments are whole milliseconds.
      const [from, to] = [Math.floor(fromMs) + 1, Math.floor(toMs) + 1];
      if (to <= from) return [];
      const width = Math.min(MAX_LINE_WIDTH, to - from);
      const { series } = await history.line({ select: { matchers, limit }, fromMs: from, toMs: to, width }, signal);
      for (const { key, times } of series) {
        read.keys.add(key);
        read.samples += times.length;
      }
      return series.map(({ metric, labels, times, values }) => ({
        labels: { ...labels, [METRIC_LABEL]: metric },
        ...eachMomentOnce(times, values),
      }));
    },
  };
  return { source, read };
}

/** Where a stretch was not looked into, several points stand at one moment; the last one counts. */
function eachMomentOnce(times: Float64Array, values: Float64Array): Pick<Samples, 'times' | 'values'> {
  const isLast = (_: number, at: number) => times[at + 1] !== times[at];
  return { times: times.filter(isLast), values: values.filter(isLast) };
}
