import type { DashboardDefinition } from '../definition.ts';

/** What a page needs where something on it can be pressed, on a wall that is touched, too. */
export function controlScripts({ panels }: Pick<DashboardDefinition, 'panels'>): readonly string[] {
  return panels.some(({ kind }) => kind === 'control') ? ['js/controls.js', 'js/control-question.js'] : [];
}
