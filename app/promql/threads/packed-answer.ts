import type { QueryAnswer, QueryCost } from '../queries.ts';
import type { QueryResult, ResultSeries } from '../run-query.ts';

/** An answer as a message: of thousands of lines, too, there are two arrays to be moved. */
export interface PackedAnswer {
  readonly kind: QueryResult['kind'];
  readonly text?: string | undefined;
  readonly labels: readonly ResultSeries['labels'][];
  /** Of each line. */
  readonly counts: Uint32Array;
  /** Line by line. */
  readonly times: Float64Array<ArrayBuffer>;
  readonly values: Float64Array<ArrayBuffer>;
  readonly cost: QueryCost;
}

export function packAnswer({ kind, text, series }: QueryResult, cost: QueryCost): PackedAnswer {
  const counts = Uint32Array.from(series, ({ times }) => times.length);
  const length = counts.reduce((sum, count) => sum + count, 0);
  const [times, values] = [new Float64Array(length), new Float64Array(length)];
  let at = 0;
  for (const one of series) {
    times.set(one.times, at);
    values.set(one.values, at);
    at += one.times.length;
  }
  return { kind, text, labels: series.map(({ labels }) => labels), counts, times, values, cost };
}

/** The lines are views of the two arrays. */
export function unpackAnswer({ kind, text, labels, counts, times, values, cost }: PackedAnswer): QueryAnswer {
  let at = 0;
  const series = labels.map((one, i) => {
    const from = at;
    at += counts[i]!;
    return { labels: one, times: times.subarray(from, at), values: values.subarray(from, at) };
  });
  return { kind, ...(text !== undefined && { text }), series, cost };
}
