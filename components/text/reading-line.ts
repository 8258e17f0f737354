import { sparkline } from '../chart/sparkline.ts';
import { formatValueText } from '../format/format-value.ts';
import { freshnessOf } from '../format/freshness.ts';
import { fitText, type TerminalText } from './terminal-text.ts';

export interface ReadingLineProps {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly atMs: number;
  readonly intervalMs: number | undefined;
  /** The recent past, for the line; as long as the range. */
  readonly values: readonly (number | undefined)[];
  readonly nowMs: number;
  /** Whether it stands below a title of its own. */
  readonly isIndented?: boolean;
}

/** Widths of name, value, age and line; two blanks between them, 80 columns in all. */
const COLUMNS = { name: 28, value: 14, age: 12, line: 20 };

/** One series in a line: its name, newest value, age in the words of the page, and its past. */
export function readingLine(props: ReadingLineProps, text: TerminalText): string {
  const { name, value, unit, atMs, intervalMs, values, nowMs, isIndented = false } = props;
  const { state, age } = freshnessOf(atMs, intervalMs, nowMs);
  const colour = { live: text.dim, late: text.warn, stale: text.alert }[state];
  return joinColumns([
    fitText(`${isIndented ? '  ' : ''}${text.plain(name)}`, COLUMNS.name),
    text.bold(fitText(text.plain(formatValueText(value, unit)), COLUMNS.value, 'end')),
    colour(fitText(text.plain(age), COLUMNS.age)),
    text.dim(sparkline(values, COLUMNS.line)),
  ]);
}

/** The same place with words in it: `Nothing yet`, and for what it waits. */
export function waitingLine(name: string, words: string, text: TerminalText): string {
  const rest = COLUMNS.value + COLUMNS.age + COLUMNS.line + 4;
  return joinColumns([fitText(text.plain(name), COLUMNS.name), text.dim(fitText(text.plain(words), rest))]);
}

function joinColumns(columns: readonly string[]): string {
  return columns.join('  ').trimEnd();
}
