import { Spark } from '../../../components/chart/spark.tsx';
import { formatDuration } from '../../../components/format/format-duration.ts';
import { formatValue, formatValueText } from '../../../components/format/format-value.ts';
import { freshnessOf } from '../../../components/format/freshness.ts';
import { InboxRow } from '../../../components/inbox-row.tsx';
import type { WatchedSeries } from '../../history/watched-series.ts';
import { routes } from '../../routes.ts';
import type { ReadingSignal } from './signal.ts';
import type { SignalRowProps } from './signal-row.tsx';

/** A series: its newest reading, its past as a line, how often it comes. */
export function ReadingRow({ id, signal: { series }, unitOf, nowMs }: SignalRowProps<ReadingSignal>) {
  const { key, metric, labels, value, atMs, intervalMs } = series;
  const unit = unitOf(key) ?? series.unit ?? '';
  const { state } = freshnessOf(atMs, intervalMs, nowMs);
  const formatted = formatValue(value, unit);
  const pairs = Object.entries(labels).map(([name, text]) => `${name}=${text}`);
  return (
    <InboxRow
      id={id}
      name={metric}
      labels={pairs.length > 0 ? pairs.join(', ') : undefined}
      state={state}
      value={formatted.number}
      unit={formatted.unit}
      middle={<Spark values={series.line(nowMs)} unit={unit} />}
      more={moreOf(series, unit, nowMs)}
      act={
        <a class="link" href={routes.series.href({}, { key })}>
          Details<span class="unseen"> of {key}</span>
        </a>
      }
    />
  );
}

function moreOf({ atMs, intervalMs, window }: WatchedSeries, unit: string, nowMs: number): string {
  const { age } = freshnessOf(atMs, intervalMs, nowMs);
  const every = intervalMs === undefined ? '' : ` · every ${formatDuration(intervalMs)}`;
  const extremes = window.extremes(nowMs);
  const isRange = extremes !== undefined && extremes.min < extremes.max;
  const range = isRange
    ? ` · min ${formatValueText(extremes.min, unit)}, max ${formatValueText(extremes.max, unit)}`
    : '';
  return `reading · ${age}${every}${range}`;
}
