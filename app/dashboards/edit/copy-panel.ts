import { type DashboardDefinition, MAX_PANELS, type PanelDefinition } from '../definition.ts';
import { placeInGroup } from '../layout/place-in-group.ts';
import { spotOf } from '../layout/spot-of.ts';
import { type BoardEdit, FULL } from './board-edit.ts';
import { freePanelId } from './free-panel-id.ts';
import { nameOf } from './name-of.ts';

/** The dashboard with a panel like this one right below it. A section is copied without its panels, and stands last. */
export function copyPanel(definition: DashboardDefinition, panel: PanelDefinition): BoardEdit | string {
  if (definition.panels.length >= MAX_PANELS) return FULL;
  const id = freePanelId(definition, panel.id);
  const words = `Duplicated ${nameOf(panel)}`;
  const spot = spotOf(definition, panel.id);
  if (!spot) return { next: { ...definition, panels: [...definition.panels, { ...panel, id }] }, words, chosen: id };
  const copy = { ...spot.panel, id, y: spot.panel.y + spot.panel.h };
  return { next: placeInGroup(definition, { ...spot, panel: copy }), words, chosen: id };
}
