import { AGGREGATIONS } from '../aggregations-table.ts';
import { findListWord, LIST_WORDS, openBracket } from './open-bracket.ts';
import { scanLoosely } from './scan-loosely.ts';

/** Whose labels are asked for, at most. */
const MAX_METRICS = 3;

const OPERATOR_WORDS = /^(and|or|unless|atan2|bool|offset|inf|nan)$/i;

/** The metrics that a text names, also one that is broken: those outside of braces and of lists of labels. */
export function namedMetrics(text: string): string[] {
  const tokens = scanLoosely(text);
  const names = tokens.filter(({ kind, text: name }, index) => {
    if (kind !== 'name' || tokens[index + 1]?.text === '(') return false;
    const word = name.toLowerCase();
    if (LIST_WORDS.has(word) || OPERATOR_WORDS.test(word)) return false;
    if (AGGREGATIONS.has(word) && LIST_WORDS.has(tokens[index + 1]?.text.toLowerCase() ?? '')) return false;
    const open = openBracket(tokens.slice(0, index));
    return open === undefined || (open.text === '(' && !findListWord(tokens, open.index));
  });
  return [...new Set(names.map(({ text: name }) => name))].slice(0, MAX_METRICS);
}
