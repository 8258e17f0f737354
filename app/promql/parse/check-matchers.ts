import { toCondition } from '../../history/labels/label-condition.ts';
import type { LabelMatcher } from '../../history/labels/label-matcher.ts';
import type { Span } from '../ast.ts';
import { PromqlError } from '../promql-error.ts';

/** Throws a PromqlError for matchers that hold for a series of no metric and no labels: they would take everything there is. */
export function checkMatchers(matchers: readonly LabelMatcher[], position: Span): void {
  if (matchers.some(refusesEmpty)) return;
  throw new PromqlError(
    'This would take every series there is. Name a metric, or give one label a condition that an empty text does not meet, such as {host="a"} or {host=~".+"}.',
    position,
  );
}

function refusesEmpty(matcher: LabelMatcher): boolean {
  const { predicate, isNegated } = toCondition(matcher);
  return predicate.holds('') === isNegated;
}
