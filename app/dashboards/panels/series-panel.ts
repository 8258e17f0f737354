import { freshnessOf } from '../../../components/format/freshness.ts';
import { readingLine } from '../../../components/text/reading-line.ts';
import type { TerminalText } from '../../../components/text/terminal-text.ts';
import { textHeading } from '../../../components/text/text-page.ts';
import type { SeriesPanelDefinition } from '../definition.ts';
import { tellNewest } from '../look/tell-newest.ts';
import type { PanelSeries, PanelView, Standing } from '../panel.ts';
import { newestTable } from '../tables/newest-table.ts';

/** Series of one panel that are written out; the others are counted. */
const MAX_SERIES = 20;

/** What kinds that show queries have in common. */
export const seriesPanel = {
  awaits: ({ queries }: SeriesPanelDefinition) => queries.map(({ expr }) => expr).join(', '),

  /** As fresh as its freshest series. */
  standing(_: SeriesPanelDefinition, { queries, nowMs }: PanelView): Standing | undefined {
    const series = queries.flat();
    if (series.length === 0) return undefined;
    const newest = series.reduce((a, b) => (b.atMs > a.atMs ? b : a));
    return freshnessOf(newest.atMs, newest.intervalMs, nowMs);
  },

  text(definition: SeriesPanelDefinition, view: PanelView, text: TerminalText): string[] {
    const { title, subtitle } = definition;
    const { nowMs } = view;
    const series = view.queries.flat();
    const line = (one: PanelSeries, name: string, isIndented: boolean) => {
      const { text: told, status, words } = tellNewest(one, definition, view);
      return readingLine({ ...one, name, nowMs, isIndented, told, status, words }, text);
    };
    if (series.length === 1) return [line(series[0]!, title, false)];
    const shown = series.slice(0, MAX_SERIES).map(one => line(one, one.name, true));
    const more = series.length > MAX_SERIES ? [text.dim(`  and ${series.length - MAX_SERIES} more`)] : [];
    return [textHeading(title, subtitle, text), ...shown, ...more];
  },

  /** Kinds that show a past have `pastTable` in its place. */
  table: newestTable,
};
