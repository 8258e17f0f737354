import type { MetricMetadata } from '../history/metric-metadata.ts';

/**
 * The lines of metadata before the series of a metric. Each metric is a family of its own: the samples of a histogram
 * would have to stand together moment by moment, so its parts are families of an unknown type. A unit must be the end
 * of the family's name; one that is not, such as `°C`, ends the help: `Of the kitchen. (unit: °C)`.
 */
export function openMetricsHead(metadata: MetricMetadata, metrics: ReadonlySet<string>): string {
  const { metric, unit, help } = metadata;
  const type = typeOf(metadata, metrics);
  const family = type === 'counter' ? metric.slice(0, -TOTAL.length) : metric;
  const isInName = unit !== undefined && /^[a-zA-Z0-9_:]+$/.test(unit) && family.endsWith(`_${unit}`);
  const words = [help, unit === undefined || isInName ? undefined : `(unit: ${unit})`].filter(Boolean).join(' ');
  const name = PLAIN.test(family) ? family : `"${escapeHelp(family)}"`;
  return [
    `# TYPE ${name} ${type}\n`,
    isInName ? `# UNIT ${name} ${unit}\n` : '',
    words === '' ? '' : `# HELP ${name} ${escapeHelp(words)}\n`,
  ].join('');
}

const TOTAL = '_total';

/** Other names stand in quotes, as Prometheus 3 writes them. */
const PLAIN = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;

/** Samples of a counter end with `_total`, and their family does not: its name must be free. */
function typeOf({ metric, type }: MetricMetadata, metrics: ReadonlySet<string>): 'counter' | 'gauge' | 'unknown' {
  if (type === 'gauge') return 'gauge';
  const isCounter = type === 'counter' && metric.endsWith(TOTAL) && !metrics.has(metric.slice(0, -TOTAL.length));
  return isCounter ? 'counter' : 'unknown';
}

function escapeHelp(text: string): string {
  return text.replace(/[\\"\n]/g, char => (char === '\n' ? '\\n' : `\\${char}`));
}
