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

export const QUESTIONS: readonly Question[] = [
  now('last value of all', '{__name__=~".+"}'),
  hour('an hour of 1', 'week{i="7"}'),
  hour('an hour of 100', 'week'),
  week('a week of 1', 'week{i="7"}'),
  week('a week of 100', 'week'),
  hour('sum by, 1000', 'sum by (host) (busy)'),
  week('sum by, a week of 100', 'sum by (house) (week)'),
  hour('avg, 1000', 'avg(busy)'),
  hour('quantile by, 1000', 'quantile by (code) (0.9, busy)'),
  hour('rate 5m, 1000', 'rate(busy_total[5m])'),
  hour('sum by of rate 5m, 1000', 'sum by (host) (rate(busy_total[5m]))'),
  hourly('rate 1d, a week of 100', 'rate(week_total[1d])'),
  hourly('avg_over_time 1d, 100', 'avg_over_time(week[1d])'),
  hourly('max_over_time 1d, 100', 'max_over_time(week[1d])'),
  week('stddev_over_time 1h, 100', 'stddev_over_time(week[1h])'),
  week('quantile_over_time 1h, 100', 'quantile_over_time(0.9, week[1h])'),
  week('deriv 1h, 100', 'deriv(week[1h])'),
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

function now(name: string, query: string): Question {
  return { name, path: 'query', params: { query, time: String(NOW_MS / 1000) } };
}

/** The last one, every 15 s. */
function hour(name: string, query: string): Question {
  return over(name, query, HOUR_SECONDS, 15);
}

/** The last one, every 10 minutes. */
function week(name: string, query: string): Question {
  return over(name, query, 7 * DAY_SECONDS, 600);
}

/** The last one, every hour. */
function hourly(name: string, query: string): Question {
  return over(name, query, 7 * DAY_SECONDS, HOUR_SECONDS);
}

function over(name: string, query: string, spanSeconds: number, stepSeconds: number): Question {
  const end = NOW_MS / 1000;
  return {
    name,
    path: 'query_range',
    // VictoriaMetrics keeps results; the others do not know `nocache`.
    params: { query, start: String(end - spanSeconds), end: String(end), step: String(stepSeconds), nocache: '1' },
  };
}
