import type { DashboardDefinition } from '../definition.ts';
import { arrangeGroup } from './arrange-group.ts';
import { groupsOf } from './groups-of.ts';
import { ungrouped } from './ungrouped.ts';

/** The dashboard with the place of each panel written down, also where it flows, so that places can be compared. */
export function withPlaces(definition: DashboardDefinition): DashboardDefinition {
  const groups = groupsOf(definition.panels).map(group => ({ ...group, panels: arrangeGroup(group.panels) }));
  return { ...definition, panels: ungrouped(groups) };
}
