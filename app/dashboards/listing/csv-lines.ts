import type { PanelTable } from '../panel.ts';
import { MOMENT_UNIT } from './panel-data.ts';

/** What a spreadsheet would take for a formula, were it to stand first in a cell. */
const FORMULA = /^[=+\-@\t\r\n\uff0b\uff0d\uff1d\uff20]/;
const LINE_END = '\r\n';

/**
 * A table as CSV (RFC 4180), line by line: units stand in the heading, moments are ISO 8601 in UTC, numbers are in full. Text that a
 * spreadsheet would compute with begins with an apostrophe.
 */
export function* csvLines({ columns, rows }: PanelTable): Generator<string> {
  if (columns.length === 0) return;
  yield lineOf(columns.map(({ label, unit }) => textCell(headingOf(label, unit))));
  for (const row of rows) yield lineOf(columns.map(({ unit }, at) => cellOf(row[at], unit)));
}

function headingOf(label: string, unit = ''): string {
  return unit === '' || unit === MOMENT_UNIT ? label : `${label} (${unit})`;
}

function cellOf(cell: string | number | undefined, unit: string | undefined): string {
  if (cell === undefined) return '';
  if (typeof cell === 'string') return textCell(cell);
  if (unit === MOMENT_UNIT) return Number.isFinite(cell) ? new Date(cell).toISOString() : '';
  return String(cell);
}

function textCell(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function lineOf(cells: readonly string[]): string {
  // A line of one empty cell would be no line.
  return (cells.length === 1 && cells[0] === '' ? '""' : cells.join(',')) + LINE_END;
}
