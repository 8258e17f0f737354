import type { Box } from './box.ts';
import { flowBoxes } from './flow-boxes.ts';
import type { ShownPanel } from './groups-of.ts';
import { packBoxes } from './pack-boxes.ts';

export type PlacedPanel = ShownPanel & Box;

/** Where the panels of one group stand: those that have a place there, the others behind them. In the order in which one reads. */
export function arrangeGroup(panels: readonly ShownPanel[]): PlacedPanel[] {
  const standing = packBoxes(panels.filter(hasPlace));
  const flowing = panels.filter(panel => !hasPlace(panel));
  return packBoxes([...standing, ...flowBoxes(flowing, standing)]);
}

function hasPlace(panel: ShownPanel): panel is PlacedPanel {
  return panel.x !== undefined && panel.y !== undefined;
}
