import type { PanelDefinition } from './definition.ts';
import type { PanelTable, PanelView } from './panel.ts';
import { panelOf } from './panel-of.ts';

const EMPTY: PanelTable = { columns: [], rows: [] };

/**
 * What a panel shows as columns and rows: a moment a row for kinds that show a past, a series a row for those that show how it is now.
 * Without columns where the kind shows no data, or there are none yet.
 */
export function panelTable(definition: PanelDefinition, view: PanelView): PanelTable {
  const panel = panelOf(definition);
  if (panel.standing(definition, view) === undefined) return EMPTY;
  return panel.table?.(definition, view) ?? EMPTY;
}
