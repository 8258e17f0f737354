import type { PanelDefinition } from '../definition.ts';
import { arrangeGroup } from './arrange-group.ts';
import type { Box } from './box.ts';
import { groupsOf } from './groups-of.ts';

/** A panel, or the line of a section. */
export type ArrangedPanel = PanelDefinition & Box;

const ALL_OPEN: ReadonlySet<string> = new Set();

/**
 * A dashboard as it is shown: every panel with its place on the whole cloth, in the order in which one reads. Of sections that are
 * collapsed there is only the line.
 */
export function arrangePanels(
  panels: readonly PanelDefinition[],
  collapsed: ReadonlySet<string> = ALL_OPEN,
): ArrangedPanel[] {
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
