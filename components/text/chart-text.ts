import type { ChartSide } from '../chart/chart-sides.ts';
import { domainTicks } from '../chart/scale.ts';
import { type ChartGrid, gridEndMs } from '../chart/series.ts';
import { clockTime } from '../format/clock-time.ts';
import { formatTicks } from '../format/format-ticks.ts';
import { type BrailleCell, braillePlot } from './braille-plot.ts';
import { columnsOf, cutText, fitText, plainText, type TerminalText } from './terminal-text.ts';

export interface ChartTextProps {
  /** The left one, and the right one where there is one. */
  readonly sides: readonly ChartSide[];
  readonly grid: ChartGrid;
  /** IANA name. */
  readonly timeZone: string;
  /** About so many: values of the left axis stand at rows of their own. */
  readonly rows: number;
}

const DAY_MS = 24 * 60 * 60_000;
/** A unit may be any text. */
const MAX_LABEL_COLUMNS = 14;
const FOOT = '└';
const WALL = '│';
const TICK = '┤';
const RIGHT_TICK = '├';

/** A chart of lines between its axes: the values at the left (of a second unit at the right), and below it when it begins and ends. */
export function chartText({ sides, grid, timeZone, rows: wanted }: ChartTextProps, text: TerminalText): string[] {
  const rows = rowsFor(sides[0]!, wanted);
  const [left, right] = sides.map(side => axisOf(side, rows, timeZone));
  const columns = Math.max(4, text.columns - left!.width - 1 - (right ? right.width + 1 : 0));
  const cells = braillePlot(
    sides.flatMap(({ series, domain }) => {
      return series.map(({ values }) => values.map(value => shareOf(value, domain)));
    }),
    { columns, rows },
  );
  const yarns = sides.flatMap(side => side.yarns.map(({ className }) => Number(/\d+$/.exec(className)?.[0] ?? 1)));
  const lines = cells.map((row, at) => {
    const label = left!.labels[at];
    const end = right && `${right.labels[at] === undefined ? WALL : RIGHT_TICK}${right.labels[at] ?? ''}`;
    return (
      text.dim(`${fitText(label ?? '', left!.width, 'end')}${label === undefined ? WALL : TICK}`) +
      coloured(row, yarns, text) +
      (end === undefined ? '' : text.dim(end.trimEnd()))
    );
  });
  const foot = footOf(grid, timeZone, columns);
  return [...lines, text.dim(`${' '.repeat(left!.width)}${foot}`)];
}

function rowsFor({ domain, unit }: ChartSide, wanted: number): number {
  const intervals = Math.max(1, domainTicks(domain, unit).length - 1);
  return intervals * Math.max(1, Math.round((wanted - 1) / intervals)) + 1;
}

function shareOf(value: number | undefined, { min, max }: ChartSide['domain']): number | undefined {
  return value === undefined ? undefined : (value - min) / (max - min);
}

/** The labels by the row at which they stand: of two at one row, the lower value. */
function axisOf({ domain, unit }: ChartSide, rows: number, timeZone: string) {
  const ticks = domainTicks(domain, unit);
  const words = formatTicks(ticks, unit, timeZone).map(word => cutText(plainText(word), MAX_LABEL_COLUMNS));
  const labels: (string | undefined)[] = new Array(rows).fill(undefined);
  ticks.forEach((tick, at) => {
    const row = Math.round((1 - (tick - domain.min) / (domain.max - domain.min)) * (rows - 1));
    labels[row] ??= words[at];
  });
  return { labels, width: Math.max(0, ...labels.map(label => columnsOf(label ?? ''))) };
}

/** Signs of one line after the other are coloured together: escapes are longer than what they colour. */
function coloured(row: readonly BrailleCell[], yarns: readonly number[], text: TerminalText): string {
  let [done, run] = ['', ''];
  let line: number | undefined;
  const end = () => {
    done += line === undefined ? run : text.yarn(yarns[line] ?? 1, run);
    run = '';
  };
  for (const cell of row) {
    if (cell.line !== line && run !== '') end();
    line = cell.line;
    run += cell.sign;
  }
  end();
  return done;
}

/** `└ 14:00 ─── 14:05` */
function footOf(grid: ChartGrid, timeZone: string, columns: number): string {
  const endMs = gridEndMs(grid);
  const isLong = endMs - grid.fromMs > DAY_MS;
  const [from, to] = [grid.fromMs, endMs].map(atMs => {
    return `${isLong ? `${clockTime(atMs, timeZone, 'day')} ` : ''}${clockTime(atMs, timeZone)}`;
  });
  const rule = columns - columnsOf(`${from}${to}`) - 2;
  return rule < 0 ? FOOT + '─'.repeat(columns) : `${FOOT}${from} ${'─'.repeat(rule)} ${to}`;
}
