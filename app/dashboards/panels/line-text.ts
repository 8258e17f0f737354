import type { ChartSide } from '../../../components/chart/chart-sides.ts';
import { chartText } from '../../../components/text/chart-text.ts';
import { readingLine } from '../../../components/text/reading-line.ts';
import { columnsOf, type TerminalText } from '../../../components/text/terminal-text.ts';
import { textHeading } from '../../../components/text/text-page.ts';
import type { PanelOf } from '../definition.ts';
import { tellNewest } from '../look/tell-newest.ts';
import type { PanelView } from '../panel.ts';

/** Lines that are named; the others are counted. */
const MAX_NAMED = 8;
const MIN_ROWS = 4;
const MAX_ROWS = 10;
const MARK = '━ ';

/** A chart for a terminal: the title, the lines between their axes, and each of them with its newest value. */
export function lineText(
  definition: PanelOf<'line'>,
  view: PanelView,
  sides: readonly ChartSide[],
  text: TerminalText,
): string[] {
  const { title, subtitle, h } = definition;
  const all = view.queries.flat();
  const yarns = sides.flatMap(side => side.yarns.map(({ className }) => Number(/\d+$/.exec(className)?.[0] ?? 1)));
  const order = sides.flatMap(side => side.series.map(({ name }) => name));
  const named = all.slice(0, MAX_NAMED).map(one => {
    const { text: told, status, words } = tellNewest(one, definition, view);
    const rest = { ...text, columns: text.columns - columnsOf(MARK) };
    const yarn = yarns[order.indexOf(one.name)] ?? 1;
    const line = readingLine({ ...one, nowMs: view.nowMs, told, status, words, last: () => '' }, rest);
    return text.yarn(yarn, MARK) + line;
  });
  const more = all.length > MAX_NAMED ? [text.dim(`  and ${all.length - MAX_NAMED} more`)] : [];
  const rows = Math.min(MAX_ROWS, Math.max(MIN_ROWS, h));
  const chart = chartText({ sides, grid: view.grid, timeZone: view.timeZone, rows }, text);
  return [textHeading(title, subtitle, text), ...chart, ...named, ...more];
}
