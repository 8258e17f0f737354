import type { History } from '../history/history.ts';

/** Metrics that are remembered at most; beyond it all are asked for anew. */
const MAX_REMEMBERED = 2000;

/** The help of the metrics that a screen shows, asked for once. */
export interface MetricHelp {
  of(metric: string): string | undefined;
  /** Asks for what is not known yet. True: there is something new to show. */
  load(metrics: Iterable<string>): Promise<boolean>;
}

export function createMetricHelp(history: Pick<History, 'metadata'>): MetricHelp {
  const helps = new Map<string, string | undefined>();
  return {
    of: metric => helps.get(metric),
    async load(metrics) {
      const unknown = Array.from(new Set(metrics)).filter(metric => !helps.has(metric));
      if (unknown.length === 0) return false;
      if (helps.size > MAX_REMEMBERED) helps.clear();
      for (const metric of unknown) helps.set(metric, undefined);
      const found = await history.metadata(unknown);
      for (const { metric, help } of found) helps.set(metric, help);
      return found.some(({ help }) => help !== undefined);
    },
  };
}
