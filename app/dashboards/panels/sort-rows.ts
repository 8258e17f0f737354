import type { PanelOf } from '../definition.ts';
import type { PanelSeries } from '../panel.ts';

type By = NonNullable<PanelOf<'table'>['sort']>['by'];

/** `core 2` before `core 10`. */
const byName = new Intl.Collator('en', { numeric: true });

const FIGURES: Readonly<Record<Exclude<By, 'series'>, (series: PanelSeries) => number | undefined>> = {
  now: ({ value }) => value,
  lowest: ({ extremes }) => extremes?.min,
  highest: ({ extremes }) => extremes?.max,
  // the younger has the larger moment
  age: ({ atMs }) => -atMs,
};

/** The series of a table in the order of one of its columns; what has no figure comes last, whichever way. */
export function sortRows(series: readonly PanelSeries[], sort: PanelOf<'table'>['sort']): readonly PanelSeries[] {
  if (sort === undefined) return series;
  const { by, direction = 'ascending' } = sort;
  const sign = direction === 'ascending' ? 1 : -1;
  if (by === 'series') return series.toSorted((a, b) => sign * byName.compare(a.name, b.name));
  return series.toSorted((a, b) => compare(FIGURES[by](a), FIGURES[by](b), sign));
}

function compare(a: number | undefined, b: number | undefined, sign: number): number {
  const [isA, isB] = [a, b].map(each => each !== undefined && !Number.isNaN(each));
  if (!isA || !isB) return Number(isB) - Number(isA);
  return a === b ? 0 : sign * (a! < b! ? -1 : 1);
}
