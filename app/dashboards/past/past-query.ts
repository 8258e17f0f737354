import type { ChartGrid } from '../../../components/chart/series.ts';
import type { History } from '../../history/history.ts';
import type { UnitSources } from '../../promql/explain/find-unit.ts';
import type { PromqlQueries } from '../../promql/queries.ts';
import type { FoundSeries } from '../found-series.ts';

export interface PastSources {
  readonly history: Pick<History, 'query'> & UnitSources['history'];
  readonly queries: Pick<PromqlQueries, 'range'>;
  /** The unit that people gave a series. */
  readonly unitOf: (seriesKey: string) => string | undefined;
}

/** What a query was answered over a time that has passed. */
export interface Past {
  readonly found: readonly FoundSeries[];
  /** Why there is no answer, as a sentence. */
  readonly note: string | undefined;
}

/** Where the last step of a grid is over. */
export function gridOverMs({ fromMs, stepMs, count }: ChartGrid): number {
  return fromMs + count * stepMs;
}
