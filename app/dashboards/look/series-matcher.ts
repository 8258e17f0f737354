import { holdsFor } from '../../history/labels/label-condition.ts';
import type { Labels } from '../../history/reading.ts';
import { selectorConditions } from '../../history/selector-conditions.ts';
import { parsePromql } from '../../promql/parse/parse-promql.ts';
import { PromqlError } from '../../promql/promql-error.ts';

export interface MatchedSeries {
  readonly metric: string;
  readonly labels: Labels;
}

/** Tells whether a selector means a series. Throws a PromqlError or a LabelPatternError, whose messages are sentences. */
export function createSeriesMatcher(text: string): (series: MatchedSeries) => boolean {
  const expr = parsePromql(text);
  if (expr.kind !== 'selector' || expr.offsetMs !== 0 || expr.at !== undefined)
    throw new PromqlError('This must be a selector of series alone, such as {mode="user"}.', expr.span);
  const conditions = selectorConditions({ matchers: expr.matchers });
  return ({ metric, labels }) => conditions.every(condition => holdsFor(condition, metric, labels));
}
