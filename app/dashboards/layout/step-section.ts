import type { DashboardDefinition } from '../definition.ts';
import { groupsOf } from './groups-of.ts';
import type { Direction } from './step-panel.ts';
import { ungrouped } from './ungrouped.ts';

/** The dashboard with a section and its panels before the section above, or behind the one below. Undefined: there is none. */
export function stepSection(
  definition: DashboardDefinition,
  id: string,
  direction: Direction,
): DashboardDefinition | undefined {
  if (direction === 'left' || direction === 'right') return undefined;
  const groups = groupsOf(definition.panels);
  const index = groups.findIndex(({ section }) => section?.id === id);
  const other = direction === 'up' ? index - 1 : index + 1;
  if (index < 0 || !groups[other]?.section) return undefined;
  return { ...definition, panels: ungrouped(groups.with(index, groups[other]).with(other, groups[index]!)) };
}
