import type { Samples } from '../../app/promql/eval/source.ts';
import { createRandom, type Random } from '../../app/testing/random.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** When the newest samples are; a moment that lasts, so that every run reads the same. */
export const NOW_MS = Date.UTC(2026, 0, 15, 12);

const INTERVAL_MS = 15_000;
const CODES = ['200', '404', '500', '503', '302'];
const BOUNDS = ['0.005', '0.01', '0.025', '0.05', '0.1', '0.25', '0.5', '1', '2.5', '+Inf'];

/**
 * What is asked about, always the same: so many days of 100 gauges and of 100 counters, 75 minutes of 1000 counters, of 1000 gauges and of the
 * 10 buckets of 100 histograms, all every 15 s, and a few minutes of 20 000 more series.
 */
export function createBenchSamples(days: number): Samples[] {
  const random = createRandom(1);
  const long = times(100).flatMap(i => [
    series(random, { __name__: 'long', i, house: `${Number(i) % 10}` }, days * DAY_MS, walk(random)),
    series(random, { __name__: 'long_total', i, house: `${Number(i) % 10}` }, days * DAY_MS, counter(random)),
  ]);
  const busy = times(1000).flatMap(i => {
    const labels = { i, host: `host-${Number(i) % 40}`, code: CODES[Number(i) % 5]! };
    return [
      series(random, { __name__: 'busy_total', ...labels }, 75 * MINUTE_MS, counter(random)),
      series(random, { __name__: 'busy', ...labels }, 75 * MINUTE_MS, walk(random)),
    ];
  });
  const wait = times(100).flatMap(host => {
    const buckets = BOUNDS.map(() => counter(random));
    return BOUNDS.map((le, at) => {
      const sum = () => buckets.slice(0, at + 1).reduce((total, next) => total + next(), 0);
      return series(random, { __name__: 'wait_bucket', host, le }, 75 * MINUTE_MS, sum);
    });
  });
  const many = times(20_000).map(i => {
    const labels = { i, host: `web-${Number(i) % 5000}`, core: `${Number(i) % 64}`, region: `eu-${Number(i) % 7}` };
    return series(random, { __name__: 'many', ...labels }, 2 * MINUTE_MS, walk(random));
  });
  return [...long, ...busy, ...wait, ...many];
}

function times(count: number): string[] {
  return Array.from({ length: count }, (_, at) => `${at}`);
}

function series(random: Random, labels: Samples['labels'], spanMs: number, next: () => number): Samples {
  const count = Math.floor(spanMs / INTERVAL_MS);
  const offsetMs = random(INTERVAL_MS);
  const at = Float64Array.from({ length: count }, (_, i) => NOW_MS - (count - i) * INTERVAL_MS + offsetMs);
  return { labels, times: at, values: Float64Array.from({ length: count }, next) };
}

function walk(random: Random): () => number {
  let value = 200 + random(400);
  return () => {
    value += random(11) - 5;
    return value / 10;
  };
}

function counter(random: Random): () => number {
  let value = random(100_000);
  return () => {
    value = random(2000) === 0 ? 0 : value + random(20);
    return value;
  };
}
