import type { PanelTable, PanelView } from '../panel.ts';

/** A series a row: its newest value, the extremes of the range, and when it was heard. Units may differ from row to row. */
export function newestTable(_: unknown, { queries }: Pick<PanelView, 'queries'>): PanelTable {
  return {
    columns: [
      ...['series', 'now', 'unit', 'lowest', 'highest'].map(label => ({ label })),
      ...['highest at', 'heard at'].map(label => ({ label, unit: 'unix-ms' })),
    ],
    rows: queries
      .flat()
      .map(({ name, value, unit, extremes, atMs }) => [
        ...[name, value, unit, extremes?.min, extremes?.max],
        ...[extremes?.maxAtMs, atMs],
      ]),
  };
}
