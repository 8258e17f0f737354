import type { DashboardDefinition } from '../definition.ts';
import { arrangeGroup } from './arrange-group.ts';
import { groupsOf } from './groups-of.ts';
import { putBox } from './put-box.ts';
import type { Spot } from './spot-of.ts';
import { ungrouped } from './ungrouped.ts';

/** The dashboard with a panel put into one of its groups. Of the others only those of that group, and of the one
 * that it leaves, get a place of their own. */
export function placeInGroup(definition: DashboardDefinition, { index, panel }: Spot): DashboardDefinition {
  const groups = groupsOf(definition.panels).map((group, i) => {
    const isLeft = i !== index && group.panels.some(({ id }) => id === panel.id);
    if (i !== index && !isLeft) return group;
    const others = arrangeGroup(group.panels).filter(({ id }) => id !== panel.id);
    return { ...group, panels: isLeft ? others : putBox(others, panel) };
  });
  return { ...definition, panels: ungrouped(groups) };
}
