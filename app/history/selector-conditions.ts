import type { Selector } from './history.ts';
import { type LabelCondition, toCondition } from './labels/label-condition.ts';
import { METRIC_LABEL } from './labels/label-postings.ts';
import { oneOf } from './labels/value-predicate.ts';

/**
 * All that a selector says of metrics and labels: the one meaning of it, for the index of all series and for a single one.
 * Throws a LabelPatternError.
 */
export function selectorConditions({ metrics, labels, matchers, exceptPrefixes }: Selector): LabelCondition[] {
  const conditions = (matchers ?? []).map(toCondition);
  for (const [label, value] of Object.entries(labels ?? {})) conditions.push(toCondition({ label, op: '=', value }));
  if (metrics) conditions.push({ label: METRIC_LABEL, predicate: oneOf(metrics), isNegated: false });
  if (exceptPrefixes) conditions.push(hasNoneOf(exceptPrefixes));
  return conditions;
}

/** As a condition it is asked once for each metric, not for each series. */
function hasNoneOf(prefixes: readonly string[]): LabelCondition {
  const holds = (metric: string) => prefixes.some(prefix => metric.startsWith(prefix));
  return { label: METRIC_LABEL, predicate: { holds }, isNegated: true };
}
