import { type DashboardDefinition, MAX_PANELS, type PanelDefinition } from '../definition.ts';
import { nameOf } from '../edit/name-of.ts';
import type { Author } from '../kept/edit-by.ts';
import type { DashboardStore } from '../store.ts';

type Added =
  | { readonly kind: 'added'; readonly panel: PanelDefinition }
  | { readonly kind: 'gone' }
  | { readonly kind: 'full' };

/** Puts a panel behind the others, under an id that is free. Within a transaction. */
export function addPanel(
  store: Pick<DashboardStore, 'find' | 'edit'>,
  slug: string,
  wanted: PanelDefinition,
  author: Author,
): Added {
  const known = store.find(slug);
  if (!known) return { kind: 'gone' };
  if (known.definition.panels.length >= MAX_PANELS) return { kind: 'full' };
  const panel = { ...wanted, id: freeId(known.definition, wanted.kind) };
  const words = `Added ${nameOf(panel)}`;
  store.edit(slug, definition => ({ ...definition, panels: [...definition.panels, panel] }), { author, words });
  return { kind: 'added', panel };
}

/** `line`, `line-2`. */
function freeId({ panels }: DashboardDefinition, base: string): string {
  const taken = new Set(panels.map(({ id }) => id));
  for (let n = 1; ; n++) {
    const id = n === 1 ? base : `${base}-${n}`;
    if (!taken.has(id)) return id;
  }
}
