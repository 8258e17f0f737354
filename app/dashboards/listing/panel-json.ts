import type { PanelInView } from '../text.ts';
import type { BoardView } from '../view/board-view.ts';
import { MOMENT_UNIT, panelData } from './panel-data.ts';

/** What a panel shows, for programs: columns with their units, and rows in which nothing is `null`. Moments are ISO 8601 in UTC. */
export function panelJson({ definition: { id, kind, title }, view, definition }: PanelInView, { range }: BoardView) {
  const { columns, rows } = panelData(definition, view);
  return {
    ...{ id, kind, title, range: range.name, at: new Date(view.nowMs).toISOString() },
    ...(view.note !== undefined && { note: view.note }),
    columns: columns.map(({ label, unit = '' }) => ({ label, unit: unit === MOMENT_UNIT ? 'ISO 8601' : unit })),
    rows: rows.map(row => columns.map(({ unit }, at) => jsonCell(row[at], unit))),
  };
}

function jsonCell(cell: string | number | undefined, unit: string | undefined): string | number | null {
  if (typeof cell === 'number' && unit === MOMENT_UNIT)
    return Number.isFinite(cell) ? new Date(cell).toISOString() : null;
  // JSON knows no infinity.
  if (typeof cell === 'number' && !Number.isFinite(cell)) return String(cell);
  return cell ?? null;
}
