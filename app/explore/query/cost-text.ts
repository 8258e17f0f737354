import { formatDuration } from '../../../components/format/format-duration.ts';
import { formatNumber } from '../../../components/format/format-number.ts';
import type { QueryCost } from '../../promql/queries.ts';

/** What an answer took, in words: `23 series, 41 000 readings, 12 ms`. */
export function costText({ series, samples, tookMs }: QueryCost): string {
  const readings = `${formatNumber(samples)} reading${samples === 1 ? '' : 's'}`;
  return `${formatNumber(series)} series, ${readings}, ${formatDuration(Math.max(1, Math.round(tookMs)))}`;
}
