import type { History } from '../../history/history.ts';
import { namedMetrics } from '../complete/named-metrics.ts';
import { parsePromql } from '../parse/parse-promql.ts';
import { resultUnit } from './result-unit.ts';

export interface UnitSources {
  readonly history: Pick<History, 'series'>;
  /** The unit that people gave a series. */
  readonly unitOf: (seriesKey: string) => string | undefined;
}

/** The unit of what a query gives, by the units of the metrics in it; empty where that is not known. Throws a PromqlError. */
export async function findUnit({ history, unitOf }: UnitSources, query: string, signal?: AbortSignal): Promise<string> {
  const expr = parsePromql(query);
  const units = new Map<string, string>();
  for (const metric of namedMetrics(query)) {
    const [one] = await history.series({ metrics: [metric], limit: 1 }, signal);
    units.set(metric, (one && (unitOf(one.key) ?? one.unit)) ?? '');
  }
  return resultUnit(expr, metric => units.get(metric) ?? '');
}
