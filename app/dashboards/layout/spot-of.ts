import type { DashboardDefinition } from '../definition.ts';
import { arrangeGroup, type PlacedPanel } from './arrange-group.ts';
import { groupsOf } from './groups-of.ts';

/** A panel with its place in its group, and which group that is. */
export interface Spot {
  readonly index: number;
  readonly panel: PlacedPanel;
}

export function spotOf({ panels }: Pick<DashboardDefinition, 'panels'>, id: string): Spot | undefined {
  const groups = groupsOf(panels);
  const index = groups.findIndex(group => group.panels.some(panel => panel.id === id));
  const panel = groups[index] && arrangeGroup(groups[index].panels).find(each => each.id === id);
  return panel && { index, panel };
}
