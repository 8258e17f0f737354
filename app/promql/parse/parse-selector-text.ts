import type { LabelMatcher } from '../../history/labels/label-matcher.ts';
import { PromqlError } from '../promql-error.ts';
import { parsePromql } from './parse-promql.ts';

/** Reads a text that is a selector and nothing more, such as `up{job="x"}`. Throws a PromqlError. */
export function parseSelectorText(text: string): readonly LabelMatcher[] {
  const expr = parsePromql(text);
  if (expr.kind === 'selector' && expr.offsetMs === 0 && expr.at === undefined) return expr.matchers;
  throw new PromqlError('Only a selector may stand here, such as up{job="x"}.', expr.span);
}
