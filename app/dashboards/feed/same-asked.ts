import { isDeepStrictEqual } from 'node:util';
import type { DashboardDefinition } from '../definition.ts';

/** Where a panel stands says nothing of what it asks for. */
const PLACE: ReadonlySet<string> = new Set(['x', 'y', 'w', 'h']);

type Asked = Pick<DashboardDefinition, 'panels' | 'variables'>;

/** Whether panels ask for the same, so that what was started for those of before goes on for these. */
export function isSameAsked(before: Asked, after: Asked): boolean {
  return isDeepStrictEqual(before.variables, after.variables) && isDeepStrictEqual(asked(before), asked(after));
}

function asked({ panels }: Asked): Map<string, object> {
  const entries = panels.map(panel => [panel.id, Object.entries(panel).filter(([name]) => !PLACE.has(name))] as const);
  return new Map(entries);
}
