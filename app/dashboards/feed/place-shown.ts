import { COLUMNS, type PanelDefinition } from '../definition.ts';
import type { ShownPanel } from '../variables/expand-panels.ts';

/**
 * The panels of a dashboard as they are shown, where the dashboard says that they stand now. Repeats stand beside the first one, row by
 * row, as far as there is room.
 */
export function placeShown(panels: readonly PanelDefinition[], shown: readonly ShownPanel[]): PanelDefinition[] {
  const bySource = Map.groupBy(shown, ({ source }) => source);
  return panels.flatMap(panel =>
    (bySource.get(panel.id) ?? []).map(
      ({ panel: one, nth }) => ({ ...one, ...placeOf(panel, nth) }) as PanelDefinition,
    ),
  );
}

function placeOf(panel: PanelDefinition, nth: number) {
  const { w, h } = panel;
  if (panel.kind === 'section') return { w, h };
  const { x, y } = panel;
  if (x === undefined || y === undefined) return { w, h };
  const perRow = Math.floor((COLUMNS - x) / w);
  return { w, h, x: x + (nth % perRow) * w, y: y + Math.floor(nth / perRow) * h };
}
