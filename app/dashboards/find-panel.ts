import { HttpError } from '../http/http-error.ts';
import type { PanelDefinition } from './definition.ts';
import type { Dashboard } from './store.ts';

/** A panel by its id. @throws HttpError 404 */
export function findPanel({ slug, definition }: Dashboard, id: string): PanelDefinition {
  const panel = definition.panels.find(each => each.id === id);
  if (panel) return panel;
  throw new HttpError(404, `The dashboard "${slug}" has no panel "${id}". It may have been deleted.`);
}
