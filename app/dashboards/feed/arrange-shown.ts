import type { PanelDefinition } from '../definition.ts';
import { type ArrangedPanel, arrangePanels } from '../layout/arrange-panels.ts';
import type { ShownPanel } from '../variables/expand-panels.ts';
import { collapsedIn, type Folds } from './folds.ts';
import { placeShown } from './place-shown.ts';

/** The panels as somebody sees them: repeated for his values, without those of sections that he has closed. */
export function arrangeShown(
  panels: readonly PanelDefinition[],
  shown: readonly ShownPanel[],
  folds: Folds,
): ArrangedPanel[] {
  return arrangePanels(placeShown(panels, shown), collapsedIn(panels, folds));
}
