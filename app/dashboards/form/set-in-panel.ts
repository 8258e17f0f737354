import { PanelDefinition } from '../definition.ts';
import type { Clash } from './merge-panels.ts';

/** The panel with one value of a clash in its place; as it is, where that would be no panel. */
export function setInPanel(panel: PanelDefinition, { path }: Pick<Clash, 'path'>, value: unknown): PanelDefinition {
  const copy = structuredClone(panel) as unknown as Record<string, unknown>;
  const names = path.split('.');
  const last = names.pop()!;
  let part = copy;
  for (const name of names) {
    if (typeof part[name] !== 'object' || part[name] === null) return panel;
    part = part[name] as Record<string, unknown>;
  }
  if (value === undefined) delete part[last];
  else part[last] = value;
  return PanelDefinition.safeParse(copy).data ?? panel;
}
