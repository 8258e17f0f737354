import { canSelect } from '../../history/can-select.ts';
import type { Selector } from '../../history/history.ts';
import { parseSelector } from '../../history/parse-selector.ts';
import { selectorsIn } from '../../promql/selectors-in.ts';
import { tryParse } from '../../promql/try-parse.ts';
import type { DashboardDefinition, PanelDefinition } from '../definition.ts';
import { controlQueries } from '../kinds/control.ts';
import { anyValue } from './any-value.ts';
import { tryInterpolate } from './try-interpolate.ts';
import type { Scope } from './variable-values.ts';

/** All series that the panels of a dashboard ask for, also within expressions, whatever is chosen of its variables. */
export function askedSelectors({ panels, variables }: Pick<DashboardDefinition, 'panels' | 'variables'>): Selector[] {
  const scope = anyValue(variables);
  return panels.flatMap(exprsOf).flatMap(expr => selectorsOf(expr, scope));
}

function exprsOf(panel: PanelDefinition): string[] {
  if (panel.kind === 'control') return controlQueries(panel);
  if (!('queries' in panel)) return [];
  const limit = 'maxExpr' in panel && panel.maxExpr !== undefined ? [panel.maxExpr] : [];
  return [...panel.queries.map(({ expr }) => expr), ...limit];
}

function selectorsOf(text: string, scope: Scope): Selector[] {
  const expr = tryInterpolate(text, scope);
  if (expr === undefined) return [];
  const parsed = parseSelector(expr);
  if (!('problem' in parsed)) return [parsed];
  const whole = tryParse(expr);
  const parts = whole ? selectorsIn(whole) : [];
  return parts.map(({ matchers }) => ({ matchers })).filter(canSelect);
}
