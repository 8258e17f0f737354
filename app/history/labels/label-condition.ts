import type { Labels } from '../reading.ts';
import type { LabelMatcher } from './label-matcher.ts';
import { METRIC_LABEL } from './label-postings.ts';
import { createValuePredicate, type ValuePredicate } from './value-predicate.ts';

/** What a matcher says, parsed once, to be asked of an index or of one series after another: both find the same. */
export interface LabelCondition {
  readonly label: string;
  readonly predicate: ValuePredicate;
  /** It holds where the predicate does not. */
  readonly isNegated: boolean;
}

/** Throws a LabelPatternError for a regular expression that is none or costs too much. */
export function toCondition(matcher: LabelMatcher): LabelCondition {
  const { label, op } = matcher;
  return { label, predicate: createValuePredicate(matcher), isNegated: op.startsWith('!') };
}

/** Whether the condition holds for a series of this metric and these labels. */
export function holdsFor(condition: LabelCondition, metric: string, labels: Labels): boolean {
  const { label, predicate, isNegated } = condition;
  return predicate.holds(labelValue(label, metric, labels)) !== isNegated;
}

/** A label may have the name of what every object inherits: `constructor`. */
function labelValue(label: string, metric: string, labels: Labels): string {
  if (label === METRIC_LABEL) return metric;
  return Object.hasOwn(labels, label) ? labels[label]! : '';
}
