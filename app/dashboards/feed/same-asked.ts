import { isDeepStrictEqual } from 'node:util';
import type { PanelDefinition } from '../definition.ts';

/** What changes how a panel looks or where it stands, but nothing of what it asks for. */
const LOOKS: ReadonlySet<string> = new Set(['x', 'y', 'w', 'h', 'title', 'subtitle']);

/** Whether panels ask for the same, so that what was started for those of before goes on for these. */
export function isSameAsked(before: readonly PanelDefinition[], after: readonly PanelDefinition[]): boolean {
  return isDeepStrictEqual(asked(before), asked(after));
}

function asked(panels: readonly PanelDefinition[]): Map<string, object> {
  const entries = panels.map(panel => [panel.id, Object.entries(panel).filter(([name]) => !LOOKS.has(name))] as const);
  return new Map(entries);
}
