import type { DashboardDefinition, PanelDefinition } from '../definition.ts';
import { nameOf } from '../edit/name-of.ts';
import type { Author } from '../kept/edit-by.ts';
import type { DashboardStore } from '../store.ts';
import { panelDigest } from './editors.ts';

export interface Keep {
  readonly slug: string;
  readonly panel: PanelDefinition;
  /** Whether the panel, as it is now, may be written over. */
  readonly mayReplace: (now: PanelDefinition) => boolean;
  /** A panel that is gone is put back. */
  readonly restores: boolean;
  readonly author: Author;
  /** The form in which it is changed: all that is done in it, one after the other, is undone together. */
  readonly editor: string;
}

export type Kept = 'saved' | 'kept' | 'changed' | 'gone';

/** Writes one panel into its dashboard and touches no other; where it stands is as it was moved last. Within a transaction. */
export function keepPanel(
  store: Pick<DashboardStore, 'edit'>,
  { slug, panel, mayReplace, restores, author, editor }: Keep,
): Kept {
  let kept: Kept = 'gone';
  const by = { author, words: `Changed ${nameOf(panel)}`, joins: editor };
  const change = (definition: DashboardDefinition) => {
    const now = definition.panels.find(({ id }) => id === panel.id);
    if (!now) {
      if (!restores) return undefined;
      kept = 'saved';
      return { ...definition, panels: [...definition.panels, panel] };
    }
    kept = !mayReplace(now) ? 'changed' : panelDigest(now) === panelDigest(panel) ? 'kept' : 'saved';
    return kept === 'saved' ? replaced(definition, now, panel) : undefined;
  };
  store.edit(slug, change, by);
  return kept;
}

function replaced(definition: DashboardDefinition, now: PanelDefinition, panel: PanelDefinition): DashboardDefinition {
  const place = Object.entries(now).filter(([name]) => name === 'w' || name === 'h' || name === 'x' || name === 'y');
  const { x: _x, y: _y, ...rest } = { x: undefined, y: undefined, ...panel };
  const next = { ...rest, ...Object.fromEntries(place) } as PanelDefinition;
  return { ...definition, panels: definition.panels.map(one => (one === now ? next : one)) };
}
