import type { Selector } from '../history/history.ts';
import { LabelPatternError } from '../history/labels/label-pattern-error.ts';
import { parseSelector } from '../history/parse-selector.ts';
import { selectorConditions } from '../history/selector-conditions.ts';
import type { Expr } from './ast.ts';
import { parsePromql } from './parse/parse-promql.ts';
import { PromqlError } from './promql-error.ts';

/**
 * The series that an expression names, where it does nothing but name series of one metric: `temperature`, `temperature{room=~"attic|hall"}`. Their readings
 * can be shown as they came, with their own age; PromQL would repeat the last one for five minutes. Undefined: it is more than that.
 */
export function plainSelector(expr: string): Selector | undefined {
  const parsed = parseSelector(expr);
  if (!('problem' in parsed)) return parsed;
  const selector = selectorOf(parse(expr));
  return selector && canBeRead(selector) ? selector : undefined;
}

function parse(expr: string): Expr | undefined {
  try {
    return parsePromql(expr);
  } catch (error) {
    if (error instanceof PromqlError) return undefined;
    throw error;
  }
}

function selectorOf(expr: Expr | undefined): Selector | undefined {
  if (expr?.kind !== 'selector' || expr.offsetMs !== 0 || expr.at !== undefined) return undefined;
  const names = expr.matchers.filter(({ label, op }) => label === '__name__' && op === '=');
  return names.length === 1 ? { matchers: expr.matchers } : undefined;
}

/** A pattern that costs too much is refused by the one that evaluates it, with a sentence. */
function canBeRead(selector: Selector): boolean {
  try {
    selectorConditions(selector);
    return true;
  } catch (error) {
    if (error instanceof LabelPatternError) return false;
    throw error;
  }
}
