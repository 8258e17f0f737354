import { arrangeGroup } from './arrange-group.ts';
import type { PanelGroup } from './groups-of.ts';

/** For each group the row of the whole cloth in which its panels begin, below the line of its section. */
export function groupTops(groups: readonly PanelGroup[]): number[] {
  let row = 0;
  return groups.map(({ section, panels }) => {
    row += section?.h ?? 0;
    const top = row;
    row += Math.max(0, ...arrangeGroup(panels).map(({ y, h }) => y + h));
    return top;
  });
}
