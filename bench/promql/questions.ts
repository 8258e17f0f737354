import { NOW_MS } from './samples.ts';

/** One thing that is asked of all. */
export interface Question {
  readonly name: string;
  /** `query` at one moment, `query_range` over time. */
  readonly path: 'query' | 'query_range';
  readonly params: Readonly<Record<string, string>>;
}

const HOUR_SECONDS = 60 * 60;
const DAY_SECONDS = 24 * HOUR_SECONDS;

/** VictoriaMetrics keeps results; the others do not know this. */
const UNKEPT = { nocache: '1' };

/** About what `createBenchSamples` makes of so many days. */
export function createQuestions(days: number): readonly Question[] {
  const hour = over(HOUR_SECONDS, 15);
  const long = over(days * DAY_SECONDS, 600);
  const hourly = over(days * DAY_SECONDS, HOUR_SECONDS);
  return [
    now('last value of 10 000', 'many{i=~"[0-9]{1,4}"}'),
    now('last value of 1000', 'busy'),
    hour('an hour of 1', 'long{i="7"}'),
    hour('an hour of 100', 'long'),
    long('days of 1', 'long{i="7"}'),
    long('days of 100', 'long'),
    hour('sum by, 1000', 'sum by (host) (busy)'),
    long('sum by, days of 100', 'sum by (house) (long)'),
    hour('avg, 1000', 'avg(busy)'),
    hour('quantile by, 1000', 'quantile by (code) (0.9, busy)'),
    hour('rate 5m, 1000', 'rate(busy_total[5m])'),
    hour('sum by of rate 5m, 1000', 'sum by (host) (rate(busy_total[5m]))'),
    hourly('rate 1d, days of 100', 'rate(long_total[1d])'),
    hourly('avg_over_time 1d, 100', 'avg_over_time(long[1d])'),
    hourly('max_over_time 1d, 100', 'max_over_time(long[1d])'),
    long('stddev_over_time 1h, 100', 'stddev_over_time(long[1h])'),
    long('quantile_over_time 1h, 100', 'quantile_over_time(0.9, long[1h])'),
    long('deriv 1h, 100', 'deriv(long[1h])'),
    hour('histogram_quantile, 1000', 'histogram_quantile(0.9, sum by (le) (rate(wait_bucket[5m])))'),
    hour('histogram_quantile by, 1000', 'histogram_quantile(0.9, rate(wait_bucket[5m]))'),
    now('match among 20 000', 'count by (region) (many{core=~"1|2|3|5|8|13|21", region!="eu-1"})'),
    hour('subquery', 'max_over_time(sum by (host) (rate(busy_total[5m]))[10m:30s])'),
    hour('topk, 1000', 'topk(5, busy)'),
    hour('label_replace, 1000', 'label_replace(busy, "short", "$1", "host", "host-(.*)")'),
    hour('1000 / 1000', 'busy_total / on (i) busy'),
    hour('1000 > 50', 'busy > 50'),
    hour('1000 and 1000', 'busy and on (i) busy_total'),
  ];
}

function now(name: string, query: string): Question {
  return { name, path: 'query', params: { query, time: String(NOW_MS / 1000), ...UNKEPT } };
}

/** Until now. */
function over(spanSeconds: number, stepSeconds: number) {
  const end = NOW_MS / 1000;
  const times = { start: String(end - spanSeconds), end: String(end), step: String(stepSeconds) };
  return (name: string, query: string): Question => ({
    name,
    path: 'query_range',
    params: { query, ...times, ...UNKEPT },
  });
}
