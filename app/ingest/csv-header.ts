import { type Checked, invalid, valid } from './checked.ts';
import { takeLabelName } from './labels.ts';
import { takeMetricName } from './metric-name.ts';

/** What the columns of a CSV file hold, by their place from 0. A column without a name is passed over. */
export type CsvColumns = LongColumns | WideColumns;

/** One reading a row. */
export interface LongColumns {
  readonly form: 'long';
  readonly count: number;
  readonly metric: number;
  readonly value: number;
  readonly time?: number;
  readonly unit?: number;
  readonly labels: readonly NamedColumn[];
}

/** One row for each moment, one metric for each column. */
export interface WideColumns {
  readonly form: 'wide';
  readonly count: number;
  readonly time: number;
  readonly metrics: readonly NamedColumn[];
}

export interface NamedColumn {
  readonly column: number;
  readonly name: string;
}

/** The columns by their names in the first row; case does not matter for `metric`, `value`, `time` and `unit`. */
export function parseCsvHeader(cells: readonly string[]): Checked<CsvColumns> {
  const names = cells.map(cell => cell.trim());
  const twice = names.find((name, column) => name !== '' && names.indexOf(name) !== column);
  if (twice !== undefined) return invalid(`two columns are named ${twice}; rename one.`);
  const metric = find(names, ['metric']);
  const value = find(names, ['value']);
  const time = find(names, ['time', 't', 'timestamp']);
  if (metric !== undefined && value !== undefined) return longColumns(names, metric, value, time);
  if (time !== undefined && metric === undefined) return wideColumns(names, time);
  return invalid('the first row must name the columns: metric,value,time,unit,room or time,temperature,humidity.');
}

function find(names: readonly string[], wanted: readonly string[]): number | undefined {
  const column = names.findIndex(name => wanted.includes(name.toLowerCase()));
  return column < 0 ? undefined : column;
}

function longColumns(names: string[], metric: number, value: number, time: number | undefined): Checked<CsvColumns> {
  const unit = find(names, ['unit']);
  const labels = nameOthers(names, [metric, value, time, unit], takeLabelName);
  if (!labels.ok) return labels;
  const columns = { form: 'long', count: names.length, metric, value, labels: labels.value } as const;
  return valid({ ...columns, ...(time !== undefined && { time }), ...(unit !== undefined && { unit }) });
}

function wideColumns(names: string[], time: number): Checked<CsvColumns> {
  const metrics = nameOthers(names, [time], takeMetricName);
  if (!metrics.ok) return metrics;
  if (metrics.value.length === 0) return invalid('there is only a time column; add one column for each metric.');
  return valid({ form: 'wide', count: names.length, time, metrics: metrics.value });
}

function nameOthers(
  names: readonly string[],
  taken: readonly (number | undefined)[],
  parseName: (text: string) => Checked<string>,
): Checked<NamedColumn[]> {
  const others: NamedColumn[] = [];
  for (const [column, text] of names.entries()) {
    if (text === '' || taken.includes(column)) continue;
    const name = parseName(text);
    if (!name.ok) return name;
    others.push({ column, name: name.value });
  }
  return valid(others);
}
