import type { DashboardDefinition, PanelDefinition } from '../definition.ts';
import { MAX_PANELS } from '../definition.ts';
import { putPanel } from '../layout/put-panel.ts';
import { removeSection } from '../layout/remove-section.ts';
import { sizePanel } from '../layout/size-panel.ts';
import { stepPanel } from '../layout/step-panel.ts';
import { type BoardEdit, FULL } from './board-edit.ts';
import { copyPanel } from './copy-panel.ts';
import type { Deed } from './deed.ts';
import { freePanelId } from './free-panel-id.ts';
import { nameOf } from './name-of.ts';

/** A deed that changes this dashboard alone. */
export type OwnDeed = Exclude<Deed, { act: 'undo' | 'redo' | 'move' }>;

const SIZES = {
  narrower: { columns: -1 },
  wider: { columns: 1 },
  shorter: { rows: -1 },
  taller: { rows: 1 },
} as const;

/** What becomes of a dashboard. A sentence: why it cannot be. Undefined: there is no way further in that direction. */
export function changeFor(definition: DashboardDefinition, deed: OwnDeed): BoardEdit | string | undefined {
  if (deed.act === 'describe') return describe(definition, deed);
  if (deed.act === 'section') return addSection(definition, deed.title);
  const panel = definition.panels.find(({ id }) => id === deed.panel);
  if (!panel) return 'This panel is gone: somebody has deleted it or moved it away.';
  const chosen = panel.id;
  const named = nameOf(panel);
  const edit = (next: DashboardDefinition | undefined, words: string) => next && { next, words, chosen };
  switch (deed.act) {
    case 'step':
      return edit(stepPanel(definition, chosen, deed.to), `Moved ${named}`);
    case 'size':
      return edit(sizePanel(definition, chosen, SIZES[deed.to]), `Resized ${named}`);
    case 'put':
      return edit(putPanel(definition, chosen, deed), `Moved ${named}`);
    case 'copy':
      return copyPanel(definition, panel);
    case 'remove': {
      const rest = { ...definition, panels: definition.panels.filter(({ id }) => id !== chosen) };
      const next = panel.kind === 'section' ? removeSection(definition, chosen) : rest;
      return { next, words: `Deleted ${named}`, chosen: undefined };
    }
    case 'retitle':
      return edit(withPanel(definition, { ...panel, title: deed.title }), `Renamed ${named}`);
    case 'fold': {
      if (panel.kind !== 'section') return 'Only a section can be closed.';
      const { isCollapsed: _, ...open } = panel;
      const isClosed = deed.to === 'closed';
      const section = isClosed ? { ...open, isCollapsed: true } : open;
      return edit(withPanel(definition, section), `${isClosed ? 'Closed' : 'Opened'} ${named} for everybody`);
    }
  }
}

function describe(
  definition: DashboardDefinition,
  { title, subtitle }: { title: string; subtitle: string },
): BoardEdit {
  const { subtitle: _, ...rest } = definition;
  const next = { ...rest, title, ...(subtitle !== '' && { subtitle }) };
  return { next, words: `Renamed “${definition.title}”`, chosen: undefined };
}

function addSection(definition: DashboardDefinition, title: string): BoardEdit | string {
  if (definition.panels.length >= MAX_PANELS) return FULL;
  const id = freePanelId(definition, 'section');
  const section: PanelDefinition = { kind: 'section', id, title, w: 24, h: 1 };
  const next = { ...definition, panels: [...definition.panels, section] };
  return { next, words: `Added the section “${title}”`, chosen: id };
}

function withPanel(definition: DashboardDefinition, panel: PanelDefinition): DashboardDefinition {
  return { ...definition, panels: definition.panels.map(each => (each.id === panel.id ? panel : each)) };
}
