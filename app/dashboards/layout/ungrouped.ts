import type { PanelDefinition } from '../definition.ts';
import type { PanelGroup } from './groups-of.ts';

/** Groups as the list of panels that a dashboard keeps. */
export function ungrouped(groups: readonly PanelGroup[]): PanelDefinition[] {
  return groups.flatMap(({ section, panels }) => [...(section ? [section] : []), ...panels]);
}
