import { COLUMNS, type DashboardDefinition } from '../definition.ts';
import { arrangeGroup, type PlacedPanel } from './arrange-group.ts';
import { groupsOf } from './groups-of.ts';
import { placeInGroup } from './place-in-group.ts';
import { type Spot, spotOf } from './spot-of.ts';
import { stepSection } from './step-section.ts';
import { swapBeside } from './swap-beside.ts';

export type Direction = 'left' | 'right' | 'up' | 'down';

/**
 * The dashboard with a panel one step further: to the sides by a column, or past a neighbour of the same height; up and down to the next
 * row that is another one, or into the next section. Undefined: there is no such panel, or no way in that direction.
 */
export function stepPanel(
  definition: DashboardDefinition,
  id: string,
  direction: Direction,
): DashboardDefinition | undefined {
  const spot = spotOf(definition, id);
  if (!spot) return stepSection(definition, id, direction);
  return direction === 'left' || direction === 'right'
    ? stepAside(definition, spot, direction === 'left' ? -1 : 1)
    : stepAlong(definition, spot, direction === 'up' ? -1 : 1);
}

function stepAside(definition: DashboardDefinition, spot: Spot, step: -1 | 1): DashboardDefinition | undefined {
  const { panel } = spot;
  const x = panel.x + step;
  if (x < 0 || x + panel.w > COLUMNS) return undefined;
  return swapBeside(definition, spot, step) ?? placeInGroup(definition, { ...spot, panel: { ...panel, x } });
}

function stepAlong(definition: DashboardDefinition, spot: Spot, step: -1 | 1): DashboardDefinition | undefined {
  const { index, panel } = spot;
  const groups = groupsOf(definition.panels);
  const heightOf = (i: number) => heightOfAll(arrangeGroup(groups[i]!.panels));
  for (let y = panel.y + step; y >= 0 && y <= heightOf(index); y += step) {
    const next = placeInGroup(definition, { index, panel: { ...panel, y } });
    if ((spotOf(next, panel.id)!.panel.y - panel.y) * step > 0) return next;
  }
  const beside = index + step;
  if (!groups[beside]) return undefined;
  return placeInGroup(definition, { index: beside, panel: { ...panel, y: step < 0 ? heightOf(beside) : 0 } });
}

const heightOfAll = (panels: readonly PlacedPanel[]) => Math.max(0, ...panels.map(({ y, h }) => y + h));
