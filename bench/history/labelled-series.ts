import type { LabelledSeries } from '../../app/history/labels/testing/naive-filter.ts';

const METRICS = Array.from({ length: 50 }, (_, at) => `metric_${at}_total`);
/** Each is a value of its label that an expression is tried on. */
const HOSTS = Array.from({ length: 10_000 }, (_, at) => `web-${at}.${at % 97 === 0 ? 'foo' : 'bar'}.example.com`);
const MODES = ['user', 'system', 'idle', 'iowait'];

/** Series as a fleet sends them: a metric and four labels, one of many values, and one that is not on every series. */
export function labelledSeries(count: number): LabelledSeries[] {
  return Array.from({ length: count }, (_, id) => ({
    id,
    metric: METRICS[id % METRICS.length]!,
    labels: {
      host: HOSTS[(id * 7) % HOSTS.length]!,
      core: `${id % 64}`,
      region: `eu-${id % 7}`,
      ...(id % 3 > 0 && { mode: MODES[id % MODES.length]! }),
    },
  }));
}
