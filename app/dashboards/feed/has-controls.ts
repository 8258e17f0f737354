import type { DashboardDefinition } from '../definition.ts';

/** Whether something can be pressed: only then it matters who may. */
export function hasControls({ panels }: Pick<DashboardDefinition, 'panels'>): boolean {
  return panels.some(({ kind }) => kind === 'control');
}
