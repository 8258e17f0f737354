import type { PanelDefinition } from '../definition.ts';
import type { Dashboard } from '../store.ts';

/** The panel with this id; undefined: the dashboard has none. */
export function panelOn({ definition }: Dashboard, id: string): PanelDefinition | undefined {
  return definition.panels.find(panel => panel.id === id);
}
