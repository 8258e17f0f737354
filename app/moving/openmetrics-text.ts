import { formatValue } from './format-value.ts';
import { hasLegalNames } from './has-legal-names.ts';
import { openMetricsHead } from './openmetrics-head.ts';
import type { TextFormat } from './text-format.ts';

/** OpenMetrics 1.0: `metric{label="text"} 21.4 1795357687.788`. The key of a series is written by the same rules. */
export const openMetricsText: TextFormat = {
  prefixOf: series => (hasLegalNames(series) ? `${series.key} ` : undefined),
  headOf: openMetricsHead,
  linesOf(prefix, { times, values }) {
    let text = '';
    // The shortest text of so many seconds has the milliseconds as its decimals, exactly.
    for (let i = 0; i < times.length; i++) text += `${prefix}${formatNumber(values[i]!)} ${times[i]! / 1000}\n`;
    return text;
  },
  countLeftOut: () => 0,
  end: '# EOF\n',
  limits: 'It has no word for names that Telltale itself would not take.',
};

function formatNumber(value: number): string {
  if (Number.isFinite(value)) return formatValue(value);
  if (Number.isNaN(value)) return 'NaN';
  return value > 0 ? '+Inf' : '-Inf';
}
