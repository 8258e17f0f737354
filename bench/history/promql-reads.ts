import { MEASUREMENT } from './body-format.ts';
import type { Reads } from './engine.ts';
import { READ_RANGE } from './read-range.ts';
import { FIELDS } from './walk.ts';
import { endOf, lineName, type Workload } from './workload.ts';

/** The reads of an engine that speaks PromQL at `url`. */
export function promqlReads(url: string, workload: Workload): Reads {
  const endSeconds = endOf(workload) / 1000;
  const latest = new URLSearchParams({ query: `{__name__=~"${MEASUREMENT}_.+"}`, time: String(endSeconds) });
  const range = new URLSearchParams({
    query: `${MEASUREMENT}_${FIELDS[0]}{line="${lineName(0)}"}`,
    start: String(endSeconds - READ_RANGE.spanMs / 1000),
    end: String(endSeconds),
    step: String(READ_RANGE.stepMs / 1000),
    nocache: '1', // VictoriaMetrics keeps results; the others ignore it
  });
  return {
    latest: () => fetch(`${url}/api/v1/query?${latest}`),
    range: () => fetch(`${url}/api/v1/query_range?${range}`),
  };
}
