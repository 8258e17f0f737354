import type { DashboardDefinition } from '../definition.ts';
import { arrangeGroup } from './arrange-group.ts';
import { groupsOf } from './groups-of.ts';
import { ungrouped } from './ungrouped.ts';

/** The dashboard without the line of a section; its panels stand below those of the section before. Without such a section, as it is. */
export function removeSection(definition: DashboardDefinition, id: string): DashboardDefinition {
  const groups = groupsOf(definition.panels);
  const index = groups.findIndex(({ section }) => section?.id === id);
  const [above, gone] = [groups[index - 1], groups[index]];
  if (!above || !gone) return definition;
  const upper = arrangeGroup(above.panels);
  const height = Math.max(0, ...upper.map(({ y, h }) => y + h));
  const lower = arrangeGroup(gone.panels).map(panel => ({ ...panel, y: panel.y + height }));
  const joined = { ...above, panels: lower.length === 0 ? above.panels : [...upper, ...lower] };
  return { ...definition, panels: ungrouped(groups.toSpliced(index - 1, 2, joined)) };
}
