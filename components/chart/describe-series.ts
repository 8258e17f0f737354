import { max, min } from 'd3-array';
import { formatValueText } from '../format/format-value.ts';
import { type ChartSeries, newestValue } from './series.ts';

/** Heard in one breath; the rest is only counted. */
const MAX_DESCRIBED = 8;

/** What a chart shows, in a sentence: for each series its last, lowest and highest value. */
export function describeSeries(label: string, series: readonly ChartSeries[], unit: string): string {
  if (series.every(one => newestValue(one) === undefined)) return `${label}: no data in this range`;
  const described = series.slice(0, MAX_DESCRIBED).map(one => describeOne(one, one.unit ?? unit));
  const more = series.length - described.length;
  return `${label}: ${described.join('; ')}${more > 0 ? `; and ${more} more` : ''}`;
}

function describeOne(series: ChartSeries, unit: string): string {
  const { name, values } = series;
  const last = newestValue(series);
  const head = name === '' ? '' : `${name} `;
  if (last === undefined) return `${head}no data`;
  const known = values.filter(value => value !== undefined);
  const { min: lowest, max: highest } = series.extremes ?? { min: min(known), max: max(known) };
  const now = [series.told ?? formatValueText(last, unit), series.silence].filter(Boolean).join(', ');
  return `${head}${now}, lowest ${formatValueText(lowest, unit)}, highest ${formatValueText(highest, unit)}`;
}
