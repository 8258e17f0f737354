import { readingLine } from '../../../components/text/reading-line.ts';
import type { TerminalText } from '../../../components/text/terminal-text.ts';
import { textHeading } from '../../../components/text/text-page.ts';
import type { SeriesPanelDefinition } from '../definition.ts';
import { tellNewest } from '../look/tell-newest.ts';
import type { PanelSeries, PanelView } from '../panel.ts';

/** Series of one panel that are written out; the others are counted. */
const MAX_SERIES = 20;

/** What stands in the place of the past of a series, in so many columns. */
export type Last = (columns: number) => string;

/** A line a series, below the title of their panel; of a single one in a line with it. */
export function seriesLines(
  definition: SeriesPanelDefinition,
  view: PanelView,
  text: TerminalText,
  series: readonly PanelSeries[] = view.queries.flat(),
  lastOf: (series: PanelSeries) => Last | undefined = () => undefined,
): string[] {
  const { title, subtitle } = definition;
  const line = (one: PanelSeries, name: string, isIndented: boolean) => {
    const { text: told, status, words } = tellNewest(one, definition, view);
    const last = lastOf(one);
    return readingLine(
      { ...one, name, nowMs: view.nowMs, isIndented, told, status, words, ...(last && { last }) },
      text,
    );
  };
  if (series.length === 1) return [line(series[0]!, title, false)];
  const shown = series.slice(0, MAX_SERIES).map(one => line(one, one.name, true));
  const more = series.length > MAX_SERIES ? [text.dim(`  and ${series.length - MAX_SERIES} more`)] : [];
  return [textHeading(title, subtitle, text), ...shown, ...more];
}
