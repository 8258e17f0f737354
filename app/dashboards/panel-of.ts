import type { PanelDefinition } from './definition.ts';
import type { Panel } from './panel.ts';
import { panels } from './panels.ts';

/** The kind of a panel. The table pairs each with its own definition; the compiler cannot follow that through a lookup. */
export function panelOf({ kind }: PanelDefinition): Panel<PanelDefinition['kind']> {
  return panels[kind] as unknown as Panel<PanelDefinition['kind']>;
}
