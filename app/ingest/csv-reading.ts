import type { Reading } from '../history/reading.ts';
import type { Checked } from './checked.ts';
import type { CsvColumns, LongColumns, WideColumns } from './csv-header.ts';
import { addLabel } from './labels.ts';
import { takeMetricName } from './metric-name.ts';
import { parseTime } from './time.ts';
import { parseUnit } from './unit.ts';
import { parseValue } from './value.ts';

export interface CsvReadingOptions {
  /** The time of a row of the long form that has none. */
  readonly nowMs: number;
  /** Takes `21,4` for 21.4. */
  readonly hasDecimalComma: boolean;
}

/** The readings of one row, or the cell (from 0) that is at fault and why. */
export type CsvReadings = { readonly readings: Reading[] } | { readonly cell: number; readonly reason: string };

export function parseCsvRow(cells: readonly string[], columns: CsvColumns, options: CsvReadingOptions): CsvReadings {
  if (cells.length !== columns.count) {
    return { cell: 0, reason: `this row has ${cells.length} cells, the first row ${columns.count}.` };
  }
  return columns.form === 'long' ? parseLong(cells, columns, options) : parseWide(cells, columns, options);
}

function parseLong(cells: readonly string[], columns: LongColumns, options: CsvReadingOptions): CsvReadings {
  const metric = takeMetricName(cells[columns.metric]!.trim());
  if (!metric.ok) return refuse(columns.metric, metric);
  const value = parseNumber(cells[columns.value]!, options);
  if (!value.ok) return refuse(columns.value, value);
  const time = columns.time === undefined ? '' : cells[columns.time]!.trim();
  const atMs = time === '' ? options.nowMs : parseTime(time);
  if (typeof atMs !== 'number' && !atMs.ok) return refuse(columns.time!, atMs);
  const unit = parseUnit(columns.unit === undefined ? '' : cells[columns.unit]!);
  if (!unit.ok) return refuse(columns.unit!, unit);
  const labels: Record<string, string> = {};
  for (const { column, name } of columns.labels) {
    const reason = addLabel(labels, name, cells[column]!);
    if (reason !== undefined) return { cell: column, reason };
  }
  const reading = {
    metric: metric.value,
    labels,
    value: value.value,
    atMs: typeof atMs === 'number' ? atMs : atMs.value,
  };
  return { readings: [unit.value === undefined ? reading : { ...reading, unit: unit.value }] };
}

function parseWide(cells: readonly string[], columns: WideColumns, options: CsvReadingOptions): CsvReadings {
  const atMs = parseTime(cells[columns.time]!);
  if (!atMs.ok) return refuse(columns.time, atMs);
  const readings: Reading[] = [];
  for (const { column, name } of columns.metrics) {
    if (cells[column]!.trim() === '') continue;
    const value = parseNumber(cells[column]!, options);
    if (!value.ok) return refuse(column, value);
    readings.push({ metric: name, labels: {}, value: value.value, atMs: atMs.value });
  }
  return { readings };
}

function parseNumber(text: string, { hasDecimalComma }: CsvReadingOptions): Checked<number> {
  return parseValue(hasDecimalComma && /^\s*[+-]?\d+,\d+\s*$/.test(text) ? text.replace(',', '.') : text);
}

function refuse(cell: number, { reason }: { readonly reason: string }): CsvReadings {
  return { cell, reason };
}
