/** A piece of a sentence: plain words, or a name or value as it stands in the query. */
export type Piece = string | { readonly code: string };

export type Words = readonly Piece[];

/** One line of an explanation. What is below it says what it speaks of. */
export interface ExplainLine {
  readonly words: Words;
  readonly below: readonly ExplainLine[];
}

/** A sentence with names or other sentences in it. */
export function say(texts: TemplateStringsArray, ...pieces: readonly (string | Piece | Words)[]): Words {
  return texts.flatMap((text, at) => [text, ...asWords(pieces[at] ?? '')]).filter(piece => piece !== '');
}

/** Names and values one after the other: `a`, `a and b`, `a, b and c`. */
export function sayAll(parts: readonly Words[], last = ' and '): Words {
  return parts.flatMap((part, at) => {
    if (at === 0) return part;
    return [at === parts.length - 1 ? last : ', ', ...part];
  });
}

/** The sentence as text. */
export function textOf(words: Words): string {
  return words.map(piece => (typeof piece === 'string' ? piece : piece.code)).join('');
}

function asWords(piece: string | Piece | Words): Words {
  return Array.isArray(piece) ? piece : [piece as Piece];
}
