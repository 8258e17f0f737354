import type { DashboardDefinition } from '../definition.ts';
import { arrangeGroup } from './arrange-group.ts';
import { groupsOf } from './groups-of.ts';
import type { Spot } from './spot-of.ts';
import { ungrouped } from './ungrouped.ts';

/** The dashboard with a panel and its neighbour in each other's place, when they are of one height in one row. Undefined: they are not. */
export function swapBeside(
  definition: DashboardDefinition,
  { index, panel }: Spot,
  step: -1 | 1,
): DashboardDefinition | undefined {
  const groups = groupsOf(definition.panels);
  const placed = arrangeGroup(groups[index]!.panels);
  const edge = step < 0 ? panel.x : panel.x + panel.w;
  const other = placed.find(
    ({ x, y, w, h }) => y === panel.y && h === panel.h && (step < 0 ? x + w === edge : x === edge),
  );
  if (!other) return undefined;
  const [left, right] = step < 0 ? [panel, other] : [other, panel];
  const x = Math.min(panel.x, other.x);
  const swapped = placed.map(each => {
    if (each.id === left.id) return { ...each, x };
    return each.id === right.id ? { ...each, x: x + left.w } : each;
  });
  const panels = arrangeGroup(swapped);
  return { ...definition, panels: ungrouped(groups.with(index, { ...groups[index]!, panels })) };
}
