import { MAX_PANELS } from '../definition.ts';
import type { Author } from '../kept/edit-by.ts';
import type { DashboardStore } from '../store.ts';
import { freePanelId } from './free-panel-id.ts';
import { nameOf } from './name-of.ts';

/**
 * Takes a panel from one dashboard to the end of another, inside a transaction. On each it is a step of its own, which can be undone
 * there. Gives the sentence that says what was done, or why it was not.
 */
export function moveAway(
  store: Pick<DashboardStore, 'find' | 'edit'>,
  { slug, to, panel: id }: { readonly slug: string; readonly to: string; readonly panel: string },
  author: Author,
): { readonly said: string; readonly isDone: boolean } {
  const [from, target] = [store.find(slug), store.find(to)];
  const panel = from?.definition.panels.find(each => each.id === id);
  if (!from || !panel) return { said: 'This panel is gone: somebody has deleted it or moved it away.', isDone: false };
  if (!target) return { said: `There is no dashboard "${to}" any more.`, isDone: false };
  if (slug === to || panel.kind === 'section') return { said: 'Choose another dashboard.', isDone: false };
  const { title, panels } = target.definition;
  if (panels.length >= MAX_PANELS)
    return { said: `“${title}” has ${MAX_PANELS} panels, which is the limit.`, isDone: false };
  const words = `Moved ${nameOf(panel)} from “${from.definition.title}” to “${title}”`;
  const { x: _x, y: _y, ...flowing } = panel;
  const arrived = { ...flowing, id: freePanelId(target.definition, id) };
  store.edit(to, definition => ({ ...definition, panels: [...definition.panels, arrived] }), {
    author,
    words,
    twin: slug,
  });
  store.edit(slug, definition => ({ ...definition, panels: definition.panels.filter(each => each.id !== id) }), {
    ...{ author, words, twin: to },
  });
  return { said: `${words}.`, isDone: true };
}
