import { createAffixPredicate } from './affix-predicate.ts';
import type { LabelMatcher } from './label-matcher.ts';
import { literalAlternatives } from './literal-alternatives.ts';
import { createRegexPredicate } from './regex-predicate.ts';

/** What a matcher asks of a label's value, without its negation. */
export interface ValuePredicate {
  /** The only values that hold, where they can be named. */
  readonly values?: ReadonlySet<string>;
  /** To ask of very many values takes seconds. */
  readonly isCostly?: boolean;
  holds(value: string): boolean;
}

/**
 * The cheapest predicate that says what the matcher says: named values, a text at an end or within, a regular expression.
 * Throws a LabelPatternError.
 */
export function createValuePredicate({ op, value }: LabelMatcher): ValuePredicate {
  if (op === '=' || op === '!=') return oneOf([value]);
  const texts = literalAlternatives(value);
  if (texts) return oneOf(texts);
  const holds = createAffixPredicate(value);
  return holds ? { holds } : { holds: createRegexPredicate(value), isCostly: true };
}

/** One of some texts. */
export function oneOf(texts: Iterable<string>): ValuePredicate {
  const values = new Set(texts);
  return { values, holds: value => values.has(value) };
}
