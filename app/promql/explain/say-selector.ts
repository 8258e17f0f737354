import type { LabelMatcher } from '../../history/labels/label-matcher.ts';
import { METRIC_LABEL } from '../../history/labels/label-postings.ts';
import type { Subquery, VectorSelector } from '../ast.ts';
import { sayDuration } from './say-duration.ts';
import { say, sayAll, type Words } from './words.ts';

const OPERATORS: Readonly<Record<LabelMatcher['op'], string>> = {
  '=': 'is',
  '!=': 'is not',
  '=~': 'matches',
  '!~': 'does not match',
};

/** Which series a selector takes: `x where room is kitchen`. */
export function saySelector({ matchers, ...moment }: VectorSelector): Words {
  const named = matchers.find(({ label, op }) => label === METRIC_LABEL && op === '=');
  const conditions = matchers.filter(matcher => matcher !== named).map(sayCondition);
  const what: Words = named ? [{ code: named.value }] : ['every series'];
  const where = conditions.length > 0 ? say` where ${sayAll(conditions)}` : [];
  return say`${what}${where}${sayMoment(moment)}`;
}

/** When a selector or a subquery looks, if that is not now: behind a comma. */
export function sayMoment({ offsetMs, at }: Pick<VectorSelector | Subquery, 'offsetMs' | 'at'>): Words {
  const then = at === undefined ? '' : `, as of ${sayAt(at)}`;
  if (offsetMs === 0) return [then];
  return [`${then}, ${sayDuration(Math.abs(offsetMs))} ${offsetMs > 0 ? 'earlier' : 'later'}`];
}

function sayCondition({ label, op, value }: LabelMatcher): Words {
  const name: Words = label === METRIC_LABEL ? ['the metric'] : [{ code: label }];
  if (value !== '') return say`${name} ${OPERATORS[op]} ${{ code: value }}`;
  return say`${name} ${op === '=' || op === '=~' ? 'is not there' : 'is there'}`;
}

function sayAt(at: number | 'start' | 'end'): string {
  if (typeof at === 'string') return `the ${at === 'start' ? 'beginning' : 'end'} of the range`;
  return `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}
