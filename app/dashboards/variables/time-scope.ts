import type { Scope, VariableValues } from './variable-values.ts';

/** How often targets are scraped, where nothing is known of it: as Grafana takes it. */
const SCRAPE_MS = 15_000;

/** The variables that each view has by itself, by the span of its charts and the distance of their points, as Grafana defines them. */
export function timeScope(spanMs: number, stepMs: number): Scope {
  const rateMs = Math.max(stepMs + SCRAPE_MS, 4 * SCRAPE_MS);
  const one = (value: string): VariableValues => ({ values: [value] });
  return new Map([
    ['__interval', one(duration(stepMs))],
    ['__interval_ms', one(String(stepMs))],
    ['__rate_interval', one(duration(rateMs))],
    ['__range', one(duration(spanMs))],
    ['__range_s', one(String(Math.round(spanMs / 1000)))],
    ['__range_ms', one(String(spanMs))],
  ]);
}

function duration(ms: number): string {
  return ms % 1000 === 0 ? `${ms / 1000}s` : `${ms}ms`;
}
