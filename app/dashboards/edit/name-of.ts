import type { PanelDefinition } from '../definition.ts';

/** A panel in a sentence. */
export function nameOf({ title, id }: Pick<PanelDefinition, 'title' | 'id'>): string {
  return `“${title === '' ? id : title}”`;
}
