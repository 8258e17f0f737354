import { toCondition } from '../../history/labels/label-condition.ts';
import type { LabelMatcher } from '../../history/labels/label-matcher.ts';
import { LabelPatternError } from '../../history/labels/label-pattern-error.ts';
import { METRIC_LABEL } from '../../history/labels/label-postings.ts';
import { PromqlError } from '../promql-error.ts';
import { readLabelName } from './parse-label-list.ts';
import type { Token } from './token.ts';
import type { TokenCursor } from './token-cursor.ts';
import { unexpected } from './unexpected.ts';
import { unquote } from './unquote.ts';

/** Reads `{a="b", "metric.name", "c.d"=~"e"}`. A metric may not be named in it if it was before. Throws a PromqlError. */
export function parseMatchers(tokens: TokenCursor, hasMetric: boolean): LabelMatcher[] {
  tokens.require('{');
  const matchers: LabelMatcher[] = [];
  while (tokens.peek().text !== '}') {
    const first = tokens.next();
    const matcher = parseMatcher(tokens, first);
    if (hasMetric && matcher.label === METRIC_LABEL)
      throw new PromqlError('The metric is named twice: before the braces and between them.', first);
    matchers.push(matcher);
    if (tokens.peek().text !== '}') tokens.require(',', 'a comma or "}"');
  }
  tokens.next();
  return matchers;
}

function parseMatcher(tokens: TokenCursor, first: Token): LabelMatcher {
  const name = readLabelName(first);
  if (first.kind === 'name' && name.includes(':'))
    throw new PromqlError(`The name of a label with a colon stands in quotes here: "${name}".`, first);
  if (first.kind === 'string' && /^[,}]$/.test(tokens.peek().text))
    return { label: METRIC_LABEL, op: '=', value: name };
  const op = requireOp(tokens.next());
  const value = tokens.next();
  if (value.kind !== 'string') throw unexpected(value, `a text in quotes, such as ${first.text}${op}"x"`);
  return requirePattern({ label: name, op, value: unquote(value) }, value);
}

function requireOp(token: Token): LabelMatcher['op'] {
  const { text } = token;
  if (text === '=' || text === '!=' || text === '=~' || text === '!~') return text;
  throw unexpected(token, '=, !=, =~ or !~');
}

function requirePattern(matcher: LabelMatcher, value: Token): LabelMatcher {
  try {
    toCondition(matcher);
    return matcher;
  } catch (error) {
    if (!(error instanceof LabelPatternError)) throw error;
    throw new PromqlError(error.message, value, { cause: error });
  }
}
