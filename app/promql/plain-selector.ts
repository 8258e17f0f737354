import { canSelect } from '../history/can-select.ts';
import type { Selector } from '../history/history.ts';
import { parseSelector } from '../history/parse-selector.ts';
import type { Expr } from './ast.ts';
import { tryParse } from './try-parse.ts';

/**
 * The series that an expression names, where it does nothing but name series of one metric: `temperature`, `temperature{room=~"attic|hall"}`. Their readings
 * can be shown as they came, with their own age; PromQL would repeat the last one for five minutes. Undefined: it is more than that.
 */
export function plainSelector(expr: string): Selector | undefined {
  const parsed = parseSelector(expr);
  if (!('problem' in parsed)) return parsed;
  const selector = selectorOf(tryParse(expr));
  // A pattern that costs too much is refused by the one that evaluates it, with a sentence.
  return selector && canSelect(selector) ? selector : undefined;
}

function selectorOf(expr: Expr | undefined): Selector | undefined {
  if (expr?.kind !== 'selector' || expr.offsetMs !== 0 || expr.at !== undefined) return undefined;
  const names = expr.matchers.filter(({ label, op }) => label === '__name__' && op === '=');
  return names.length === 1 ? { matchers: expr.matchers } : undefined;
}
