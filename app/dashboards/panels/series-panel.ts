import { freshnessOf } from '../../../components/format/freshness.ts';
import type { TerminalText } from '../../../components/text/terminal-text.ts';
import type { SeriesPanelDefinition } from '../definition.ts';
import type { PanelView, Standing } from '../panel.ts';
import { newestTable } from '../tables/newest-table.ts';
import { seriesLines } from './series-lines.ts';

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

  text: (definition: SeriesPanelDefinition, view: PanelView, text: TerminalText) => seriesLines(definition, view, text),

  /** Kinds that show a past have `pastTable` in its place. */
  table: newestTable,
};
