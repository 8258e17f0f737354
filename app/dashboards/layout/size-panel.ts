import { COLUMNS, type DashboardDefinition, MAX_ROWS, MIN_SIZE } from '../definition.ts';
import { placeInGroup } from './place-in-group.ts';
import { spotOf } from './spot-of.ts';

/** The dashboard with a panel so many columns wider and rows higher. Undefined: there is no such panel, or it cannot be. */
export function sizePanel(
  definition: DashboardDefinition,
  id: string,
  { columns = 0, rows = 0 }: { readonly columns?: number; readonly rows?: number },
): DashboardDefinition | undefined {
  const spot = spotOf(definition, id);
  if (!spot) return undefined;
  const { panel } = spot;
  const w = panel.w + columns;
  const h = panel.h + rows;
  if (Math.min(w, h) < MIN_SIZE || panel.x + w > COLUMNS || h > MAX_ROWS) return undefined;
  return placeInGroup(definition, { ...spot, panel: { ...panel, ...{ w, h } } });
}
