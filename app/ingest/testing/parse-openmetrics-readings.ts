import type { Parsed } from '../batch.ts';
import { parseOpenMetrics } from '../openmetrics.ts';
import { OpenMetricsNames } from '../openmetrics-names.ts';
import type { TextDialect } from '../openmetrics-time.ts';

/** Samples as readings instead of columns, for tests to compare. */
export function parseOpenMetricsReadings(
  body: Buffer,
  nowMs: number,
  dialect: TextDialect,
  names = new OpenMetricsNames(),
): Parsed {
  const { points, ...found } = parseOpenMetrics(body, nowMs, dialect, names);
  const { times, values } = points;
  const readings = Array.from(times, (atMs, i) => {
    const { metric, labels, unit } = points.refAt(i);
    return { metric, labels, value: values[i]!, atMs, ...(unit !== undefined && { unit }) };
  });
  return { readings, ...found };
}
