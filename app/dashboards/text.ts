import { clockTime } from '../../components/format/clock-time.ts';
import { freshnessOf } from '../../components/format/freshness.ts';
import { barText } from '../../components/text/bar-text.ts';
import { readingLine, waitingLine } from '../../components/text/reading-line.ts';
import { cutText, type TerminalText } from '../../components/text/terminal-text.ts';
import { textHeading } from '../../components/text/text-page.ts';
import type { KeptLine } from '../logs/log-line.ts';
import type { PanelDefinition, PanelOf } from './definition.ts';
import type { PanelSeries, PanelView } from './panel.ts';

/** A panel, and what it may look at now. */
export interface PanelInView {
  readonly definition: PanelDefinition;
  readonly view: PanelView;
}

/** Series of one panel that are written out; the others are counted. */
const MAX_SERIES = 20;
const MAX_LOG_LINES = 8;
/** ` 100 %` */
const GAUGE_PERCENT_COLUMNS = 6;

/** The panels of a dashboard as lines of text, in the words of the page. */
export function boardText(panels: readonly PanelInView[], text: TerminalText): string[] {
  return panels.flatMap(panel => panelText(panel, text));
}

function panelText({ definition, view }: PanelInView, text: TerminalText): string[] {
  if (definition.kind === 'log') return logText(definition.title, definition.stream, view, text);
  const series = view.queries.flat();
  const [first] = series;
  if (first === undefined) {
    return [waitingLine(definition.title, waiting(definition.queries.map(({ expr }) => expr).join(', ')), text)];
  }
  const line = (one: PanelSeries, name: string, isIndented: boolean) =>
    readingLine({ ...one, name, nowMs: view.nowMs, isIndented }, text);
  if (definition.kind === 'gauge') return [gaugeLine(definition, view, first, text)];
  if (series.length === 1) return [line(first, definition.title, false)];
  const shown = series.slice(0, MAX_SERIES).map(one => line(one, one.name, true));
  const more = series.length > MAX_SERIES ? [text.dim(`  and ${series.length - MAX_SERIES} more`)] : [];
  return [textHeading(definition.title, definition.subtitle, text), ...shown, ...more];
}

/** The value with its share of the scale as a bar. */
function gaugeLine(
  { title, min = 0, max = 100 }: PanelOf<'gauge'>,
  { nowMs, limit }: PanelView,
  series: PanelSeries,
  text: TerminalText,
): string {
  const share = (series.value - min) / ((limit?.value ?? max) - min);
  const percent = ` ${Math.round(100 * share)}\u00a0%`;
  const last = (columns: number) => barText(share, columns - GAUGE_PERCENT_COLUMNS) + percent;
  return readingLine({ ...series, name: title, nowMs, last: columns => (columns === 0 ? '' : last(columns)) }, text);
}

function logText(title: string, stream: string, { lines, nowMs, timeZone }: PanelView, text: TerminalText): string[] {
  const newest = lines.at(-1);
  if (newest === undefined) return [waitingLine(title, waiting(stream), text)];
  const { age } = freshnessOf(newest.atMs, undefined, nowMs);
  const shown = lines.slice(-MAX_LOG_LINES).map(line => logLine(line, timeZone, text));
  return [textHeading(title, age, text), ...shown];
}

function logLine({ atMs, level, text: words, fields }: KeptLine, timeZone: string, text: TerminalText): string {
  const pairs = Object.entries(fields).map(([name, value]) => ` ${name}=${value}`);
  const time = `  ${clockTime(atMs, timeZone, 'seconds')} `;
  const rest = cutText(text.plain(`${level} ${words}${pairs.join('')}`), text.columns - time.length);
  const colour = level === 'error' ? text.alert : level === 'warn' ? text.warn : (line: string) => line;
  return text.dim(time) + colour(rest);
}

function waiting(what: string): string {
  return `Nothing yet. Waiting for ${what}`;
}
