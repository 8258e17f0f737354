import type { DashboardDefinition } from '../definition.ts';
import { arrangeGroup } from './arrange-group.ts';
import { groupsOf } from './groups-of.ts';
import { putBox } from './put-box.ts';
import type { Spot } from './spot-of.ts';
import { ungrouped } from './ungrouped.ts';

/** The dashboard with a panel put into one of its groups. Of the others only those of that group may get another place. */
export function placeInGroup(definition: DashboardDefinition, { index, panel }: Spot): DashboardDefinition {
  const groups = groupsOf(definition.panels).map((group, i) => {
    const others = group.panels.filter(({ id }) => id !== panel.id);
    return { ...group, panels: i === index ? putBox(arrangeGroup(others), panel) : others };
  });
  return { ...definition, panels: ungrouped(groups) };
}
