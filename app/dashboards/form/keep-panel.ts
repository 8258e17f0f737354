import type { DashboardDefinition, PanelDefinition } from '../definition.ts';
import { nameOf } from '../edit/name-of.ts';
import type { Author } from '../kept/edit-by.ts';
import type { DashboardStore } from '../store.ts';
import { panelDigest } from './editors.ts';
import { type Clash, mergePanels } from './merge-panels.ts';
import { setInPanel } from './set-in-panel.ts';

export interface Keep {
  readonly slug: string;
  readonly panel: PanelDefinition;
  /** The panel from which it was made; what differs from that is what was changed. */
  readonly base: PanelDefinition;
  /** What a field that both changed shall be; an empty path is all of it. */
  readonly answer?: { readonly path: string; readonly isMine: boolean } | undefined;
  /** A panel that is gone is put back. */
  readonly restores: boolean;
  readonly author: Author;
  /** The form in which it is changed: all that is done in it, one after the other, is undone together. */
  readonly editor: string;
}

/** `panel`: what is kept now, or as it stands in the form with what was answered so far. `base`: from which its next change is made. */
export type Kept =
  | { readonly kind: 'saved' | 'kept'; readonly panel: PanelDefinition; readonly base: PanelDefinition }
  | {
      readonly kind: 'changed';
      readonly panel: PanelDefinition;
      readonly base: PanelDefinition;
      readonly clashes: readonly Clash[];
    }
  | { readonly kind: 'gone' };

/**
 * Writes what was changed of one panel into its dashboard and touches nothing else; what somebody else changed of it meanwhile stays, and
 * so does its place. Within a transaction.
 */
export function keepPanel(store: Pick<DashboardStore, 'edit'>, keep: Keep): Kept {
  const { slug, panel, author, editor } = keep;
  let kept: Kept = { kind: 'gone' };
  const by = { author, words: `Changed ${nameOf(panel)}`, joins: editor };
  const change = (definition: DashboardDefinition) => {
    const now = definition.panels.find(({ id }) => id === panel.id);
    if (!now) {
      if (!keep.restores) return undefined;
      kept = { kind: 'saved', panel, base: panel };
      return { ...definition, panels: [...definition.panels, panel] };
    }
    kept = mergeInto(now, keep);
    if (kept.kind !== 'saved') return undefined;
    const next = kept.panel;
    return { ...definition, panels: definition.panels.map(one => (one === now ? next : one)) };
  };
  store.edit(slug, change, by);
  return kept;
}

function mergeInto(now: PanelDefinition, keep: Keep): Kept {
  const { panel, base } = answered(now, keep);
  const merged = mergePanels(base, panel, now);
  if (!merged.panel) return { kind: 'changed', panel, base, clashes: merged.clashes };
  const kind = panelDigest(now) === panelDigest(merged.panel) ? 'kept' : 'saved';
  return { kind, panel: merged.panel, base: merged.panel };
}

/** Who has answered has seen what the others have made of it: it is what their field was changed from. */
function answered(now: PanelDefinition, { panel, base, answer }: Keep): Pick<Keep, 'panel' | 'base'> {
  if (!answer) return { panel, base };
  if (answer.path === '') return { panel: answer.isMine ? panel : now, base: now };
  const clash = mergePanels(base, panel, now).clashes?.find(({ path }) => path === answer.path);
  if (!clash) return { panel, base };
  return {
    panel: answer.isMine ? panel : setInPanel(panel, clash, clash.theirs),
    base: setInPanel(base, clash, clash.theirs),
  };
}
