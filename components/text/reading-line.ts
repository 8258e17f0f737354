import { sparkline } from '../chart/sparkline.ts';
import { formatValueText } from '../format/format-value.ts';
import { freshnessOf } from '../format/freshness.ts';
import { statusSigns } from './status-signs.ts';
import { columnsOf, fitText, type TerminalText } from './terminal-text.ts';

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
  /** The value in other words than its number and unit. */
  readonly told?: string | undefined;
  /** How it stands: its sign goes before the value, its words before the past. */
  readonly status?: 'ok' | 'warn' | 'crit' | undefined;
  readonly words?: string | undefined;
  /** What stands in the place of the past, in so many columns. */
  readonly last?: (columns: number) => string;
}

const VALUE_COLUMNS = 14;
/** `◆ 28 Nov 2026 14:03:22` */
const VALUE_MAX_COLUMNS = 22;
const AGE_COLUMNS = 12;
/** Two blanks between what stands in a line. */
const GAP = '  ';
/** Of what is left, the name takes this share; on narrow terminals there is no room for a past. */
const NAME_SHARE = 28 / 48;
const NAME_MAX_COLUMNS = 44;
const PAST_FROM_COLUMNS = 28;
const MIN_PAST_COLUMNS = 6;

/** Widths of the name and of what stands last: 28 and 20 in 80 columns, 0 where the second finds no room. */
function widthsIn(columns: number): { readonly name: number; readonly last: number } {
  const rest = columns - VALUE_COLUMNS - AGE_COLUMNS - 3 * GAP.length;
  if (rest < PAST_FROM_COLUMNS) return { name: Math.max(1, rest + GAP.length), last: 0 };
  const name = Math.min(NAME_MAX_COLUMNS, Math.round(rest * NAME_SHARE));
  return { name, last: rest - name };
}

/** One series in a line: its name, newest value, age in the words of the page, and its past. */
export function readingLine(props: ReadingLineProps, text: TerminalText): string {
  const { name, atMs, intervalMs, values, nowMs, isIndented = false, last } = props;
  const { state, age, usual } = freshnessOf(atMs, intervalMs, nowMs);
  const widths = widthsIn(text.columns);
  const sign = props.status === undefined ? '' : `${statusSigns[props.status]} `;
  const told = sign + (props.told ?? formatValueText(props.value, props.unit));
  const past = last ?? (columns => sparkline(values, columns));
  const bright = { ok: text.bold, warn: text.warn, crit: text.alert }[props.status ?? 'ok'];
  const colour = { live: text.dim, late: text.warn, stale: text.alert }[state];
  // what is longer, such as a date, takes of the room of the name
  const value = text.plain(told);
  const valueColumns = Math.max(VALUE_COLUMNS, Math.min(VALUE_MAX_COLUMNS, columnsOf(value), widths.name));
  return joinColumns([
    fitText(`${isIndented ? '  ' : ''}${text.plain(name)}`, widths.name + VALUE_COLUMNS - valueColumns),
    bright(fitText(value, valueColumns, 'end')),
    colour(fitText(text.plain(age), AGE_COLUMNS)),
    text.dim(withWords(text.plain([props.words, usual].filter(Boolean).join(', ')), widths.last, past)),
  ]);
}

/** The shapes of the page, as signs. */

/** Words go before the past, as far as there is room for them. */
function withWords(words: string, columns: number, past: (columns: number) => string): string {
  if (words === '' || columns === 0) return past(columns);
  const rest = columns - columnsOf(words) - GAP.length;
  return rest < MIN_PAST_COLUMNS ? fitText(words, columns).trimEnd() : words + GAP + past(rest);
}

/** The same place with words in it: `Nothing yet`, and for what it waits. */
export function waitingLine(name: string, words: string, text: TerminalText): string {
  const { name: columns } = widthsIn(text.columns);
  const rest = text.columns - columns - GAP.length;
  return joinColumns([fitText(text.plain(name), columns), text.dim(fitText(text.plain(words), rest))]);
}

function joinColumns(columns: readonly string[]): string {
  return columns.join(GAP).trimEnd();
}
