import type { Parsed } from '../batch.ts';
import { parseInflux } from '../influx.ts';
import type { InfluxNames } from '../influx-series.ts';
import type { Precision } from '../influx-time.ts';

/** Line protocol as readings instead of columns, for tests to compare. */
export function parseInfluxReadings(body: Buffer, nowMs: number, precision?: Precision, names?: InfluxNames): Parsed {
  const { points, ...found } = parseInflux(body, nowMs, precision, names);
  const { times, values } = points;
  const readings = Array.from(times, (atMs, i) => {
    const { metric, labels } = points.refAt(i);
    return { metric, labels, value: values[i]!, atMs };
  });
  return { readings, ...found };
}
