import { freshnessOf } from '../../../components/format/freshness.ts';
import { readingLine } from '../../../components/text/reading-line.ts';
import type { TerminalText } from '../../../components/text/terminal-text.ts';
import { textHeading } from '../../../components/text/text-page.ts';
import type { PanelDefinition } from '../definition.ts';
import type { PanelSeries, PanelView, Standing } from '../panel.ts';

type SeriesPanel = Extract<PanelDefinition, { queries: unknown }>;

/** Series of one panel that are written out; the others are counted. */
const MAX_SERIES = 20;

/** What kinds that show queries have in common. */
export const seriesPanel = {
  awaits: ({ queries }: SeriesPanel) => queries.map(({ expr }) => expr).join(', '),

  /** As fresh as its freshest series. */
  standing(_: SeriesPanel, { queries, nowMs }: PanelView): Standing | undefined {
    const series = queries.flat();
    if (series.length === 0) return undefined;
    const newest = series.reduce((a, b) => (b.atMs > a.atMs ? b : a));
    return freshnessOf(newest.atMs, newest.intervalMs, nowMs);
  },

  text({ title, subtitle }: SeriesPanel, { queries, nowMs }: PanelView, text: TerminalText): string[] {
    const series = queries.flat();
    const line = (one: PanelSeries, name: string, isIndented: boolean) =>
      readingLine({ ...one, name, nowMs, isIndented }, text);
    if (series.length === 1) return [line(series[0]!, title, false)];
    const shown = series.slice(0, MAX_SERIES).map(one => line(one, one.name, true));
    const more = series.length > MAX_SERIES ? [text.dim(`  and ${series.length - MAX_SERIES} more`)] : [];
    return [textHeading(title, subtitle, text), ...shown, ...more];
  },
};
