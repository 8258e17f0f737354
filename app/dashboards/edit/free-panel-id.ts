import type { DashboardDefinition } from '../definition.ts';

const ID_MAX_CHARS = 63;

/** An id that no panel of the dashboard has: `base` itself, or with a number behind it. */
export function freePanelId({ panels }: Pick<DashboardDefinition, 'panels'>, base: string): string {
  const taken = new Set(panels.map(({ id }) => id));
  for (let n = 1; ; n++) {
    const end = n === 1 ? '' : `-${n}`;
    const id = base.slice(0, ID_MAX_CHARS - end.length) + end;
    if (!taken.has(id)) return id;
  }
}
