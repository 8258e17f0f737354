import { readingLine } from '../../../components/text/reading-line.ts';
import type { TerminalText } from '../../../components/text/terminal-text.ts';
import type { WatchedSeries } from '../../history/watched-series.ts';
import type { SignalRowProps } from './signal-row.tsx';

/** A series under a name, in one line of a terminal. */
export function seriesLine(
  name: string,
  series: WatchedSeries,
  { unitOf, nowMs }: Pick<SignalRowProps, 'unitOf' | 'nowMs'>,
  text: TerminalText,
): string {
  const { key, value, atMs, intervalMs } = series;
  const unit = unitOf(key) ?? series.unit ?? '';
  const values = series.line(nowMs);
  return readingLine({ name, value, unit, atMs, intervalMs, values, nowMs, isIndented: true }, text);
}
