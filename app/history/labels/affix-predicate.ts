import { literalAlternatives } from './literal-alternatives.ts';

/**
 * The predicate of an anchored regular expression that asks for a text at the beginning, at the end or anywhere: `web.*`, `.+\.log`,
 * `.*foo.*`, and `.+` alone. Undefined for every other one.
 */
export function createAffixPredicate(pattern: string): ((text: string) => boolean) | undefined {
  const [, before, middle, after] = /^(\.[*+])?(.*?)(\.[*+])?$/s.exec(pattern)!;
  const literals = literalAlternatives(middle!);
  // A backslash at the end belongs to what was taken for the room behind: `a\.*` is no `a` with anything after it.
  if (literals?.length !== 1 || middle!.endsWith('\\')) return undefined;
  // Without a text between, one character of two code units would do for both rooms.
  if (literals[0] === '' && before && after) return undefined;
  return affixPredicate(literals[0]!, leastOf(before), leastOf(after));
}

/** How many characters at least: undefined where there is room for none. */
function leastOf(room: string | undefined): 0 | 1 | undefined {
  if (room === undefined) return undefined;
  return room === '.+' ? 1 : 0;
}

function affixPredicate(literal: string, before: number | undefined, after: number | undefined) {
  const length = literal.length + (before ?? 0) + (after ?? 0);
  if (before === undefined && after === undefined) return (text: string) => text === literal;
  if (before === undefined) return (text: string) => text.length >= length && text.startsWith(literal);
  if (after === undefined) return (text: string) => text.length >= length && text.endsWith(literal);
  return (text: string) => {
    // The first place leaves the most room behind it.
    const at = text.indexOf(literal, before);
    return at >= before && at + literal.length + after <= text.length;
  };
}
