/** A character with its escape, if it has one. */
const CHARACTERS = /(\\?)(.)/gsu;

/** What stands for itself only behind a backslash. */
const SYNTAX = /[\\^$.|?*+()[\]{}]/;

/** What a backslash in front leaves as it is; before letters and digits it makes classes, anchors and code points. */
const PUNCTUATION = /[!-/:-@[-`{-~]/;

/**
 * The texts that an anchored regular expression matches, if it says nothing but texts: `a|b`, `(a|b)`, `api\.example\.com`.
 * Undefined for every other one. Dashboards write long alternations of this kind for lists of chosen values.
 */
export function literalAlternatives(pattern: string): string[] | undefined {
  const inside = /^\((?:\?:)?(.*)\)$/s.exec(pattern)?.[1] ?? pattern;
  const texts = [''];
  for (const [, backslash, character] of inside.matchAll(CHARACTERS)) {
    if (character === '|' && !backslash) texts.push('');
    else if (isLiteral(character!, backslash !== '')) texts.push(texts.pop()! + character);
    else return undefined;
  }
  return texts;
}

function isLiteral(character: string, isEscaped: boolean): boolean {
  return isEscaped ? PUNCTUATION.test(character) : !SYNTAX.test(character);
}
