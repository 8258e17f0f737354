import type { PanelTable, PanelView } from '../panel.ts';

/** A moment a row, a series a column. Moments at which no series has a value are left out. */
export function pastTable(_: unknown, { queries, grid }: Pick<PanelView, 'queries' | 'grid'>): PanelTable {
  const series = queries.flat();
  const rows = Array.from({ length: grid.count }, (_, at) => [
    grid.fromMs + at * grid.stepMs,
    ...series.map(({ values }) => values[at]),
  ]);
  return {
    columns: [{ label: 'time', unit: 'unix-ms' }, ...series.map(({ name, unit }) => ({ label: name, unit }))],
    rows: rows.filter(([, ...values]) => values.some(value => value !== undefined)),
  };
}
