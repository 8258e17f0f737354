import type { Labels } from '../../reading.ts';
import type { LabelMatcher } from '../label-matcher.ts';
import { METRIC_LABEL } from '../label-postings.ts';

/** A series as it is added to an index. */
export interface LabelledSeries {
  readonly id: number;
  readonly metric: string;
  readonly labels: Labels;
}

/** The obvious way, to be compared with: looks at every series, with the expressions of JavaScript. The ids in the order of the series. */
export function naiveFilter(series: Iterable<LabelledSeries>, matchers: readonly LabelMatcher[]): number[] {
  const conditions = matchers.map(matcher => ({ label: matcher.label, holds: toPredicate(matcher) }));
  const ids: number[] = [];
  for (const { id, metric, labels } of series) {
    if (conditions.every(({ label, holds }) => holds((label === METRIC_LABEL ? metric : labels[label]) ?? '')))
      ids.push(id);
  }
  return ids;
}

function toPredicate({ op, value }: LabelMatcher): (text: string) => boolean {
  if (op === '=') return text => text === value;
  if (op === '!=') return text => text !== value;
  const regex = new RegExp(`^(?:${value})$`, 'su');
  return text => regex.test(text) === (op === '=~');
}
