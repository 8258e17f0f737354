import type { PromqlQueries, QueryOptions, QueryWindow } from './queries.ts';
import { toPromqlError } from './threads/outcome.ts';
import { unpackAnswer } from './threads/packed-answer.ts';
import type { QueryThreads } from './threads/query-threads.ts';

/** The port of queries, answered by threads. */
export function createThreadQueries(threads: QueryThreads): PromqlQueries {
  const ask = async (query: string, window: QueryWindow, { lookbackMs, maxSeries, ...patience }: QueryOptions) => {
    const outcome = await threads.call('columns', [{ query, window, lookbackMs, maxSeries }], patience);
    if (outcome.isRefused) throw toPromqlError(outcome.refusal);
    return unpackAnswer(outcome.value);
  };
  return {
    instant: (query, atMs, options) => ask(query, { startMs: atMs, endMs: atMs, stepMs: 1 }, options),
    range: ask,
    async summary(matchers, span, patience) {
      const outcome = await threads.call('summary', [{ matchers, ...span }], patience);
      if (outcome.isRefused) throw toPromqlError(outcome.refusal);
      return outcome.value;
    },
  };
}
