import type { PanelDefinition } from '../definition.ts';
import { arrangeGroup, type PlacedPanel } from './arrange-group.ts';
import { groupsOf } from './groups-of.ts';

const ALL_OPEN: ReadonlySet<string> = new Set();

/**
 * A dashboard as it is shown: every panel with its place on the whole cloth, in the order in which one reads. Of sections that are
 * collapsed there is only the line.
 */
export function arrangePanels(
  panels: readonly PanelDefinition[],
  collapsed: ReadonlySet<string> = ALL_OPEN,
): PlacedPanel[] {
  let row = 0;
  return groupsOf(panels).flatMap(({ section, panels: own }) => {
    const line = section ? [{ ...section, x: 0, y: row }] : [];
    row += section?.h ?? 0;
    const top = row;
    const shown = section && collapsed.has(section.id) ? [] : arrangeGroup(own);
    row += Math.max(0, ...shown.map(({ y, h }) => y + h));
    return [...line, ...shown.map(panel => ({ ...panel, y: top + panel.y }))];
  });
}
