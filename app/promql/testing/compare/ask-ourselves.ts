import type { Source } from '../../eval/source.ts';
import { parsePromql } from '../../parse/parse-promql.ts';
import { PromqlError } from '../../promql-error.ts';
import { runQuery } from '../../run-query.ts';
import type { Answer } from './ask-over-http.ts';
import type { ComparableQuery } from './comparable-query.ts';

/** What our evaluator says of a query, in the form of Prometheus' HTTP API. */
export async function askOurselves(source: Source, query: ComparableQuery): Promise<Answer> {
  const { text, startMs, endMs, stepMs = 1 } = query;
  try {
    const { signal } = new AbortController();
    const result = await runQuery({ expr: parsePromql(text), source, startMs, endMs, stepMs, signal });
    const series = result.series.map(({ labels, times, values }) => ({
      labels,
      times: [...times],
      values: [...values],
    }));
    const shape = query.stepMs === undefined ? result.kind : 'matrix';
    return { kind: 'answered', shape, ...(result.text !== undefined && { text: result.text }), series };
  } catch (error) {
    if (error instanceof PromqlError) return { kind: 'refused', why: error.message };
    throw error;
  }
}
