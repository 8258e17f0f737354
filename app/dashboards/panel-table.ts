import type { PanelDefinition } from './definition.ts';
import type { PanelView } from './panel.ts';

/** What a panel shows, as columns and rows. Moments are numbers in a column of the unit `unix-ms`. */
export interface PanelTable {
  readonly columns: readonly { readonly label: string; readonly unit?: string | undefined }[];
  readonly rows: readonly (readonly (string | number | undefined)[])[];
}

/** A moment a row, a series a column; of a table, a series a row. Without columns where a panel shows no series. */
export function panelTable(definition: PanelDefinition, { queries, grid }: PanelView): PanelTable {
  const series = 'queries' in definition ? queries.flat() : [];
  if (series.length === 0) return { columns: [], rows: [] };
  if (definition.kind === 'table') {
    const [labels, moments] = [
      ['series', 'now', 'unit', 'lowest', 'highest'],
      ['highest at', 'heard at'],
    ];
    return {
      columns: [...labels.map(label => ({ label })), ...moments.map(label => ({ label, unit: 'unix-ms' }))],
      rows: series.map(({ name, value, unit, extremes, atMs }) => [
        ...[name, value, unit, extremes?.min, extremes?.max],
        ...[extremes?.maxAtMs, atMs],
      ]),
    };
  }
  const rows = Array.from({ length: grid.count }, (_, at) => [
    grid.fromMs + at * grid.stepMs,
    ...series.map(({ values }) => values[at]),
  ]);
  return {
    columns: [{ label: 'time', unit: 'unix-ms' }, ...series.map(({ name, unit }) => ({ label: name, unit }))],
    rows: rows.filter(([, ...values]) => values.some(value => value !== undefined)),
  };
}
