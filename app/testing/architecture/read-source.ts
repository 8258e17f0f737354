/** A text in TypeScript or JavaScript, taken apart as far as the rules of the house need it. */
export interface SourceParts {
  /** The text with comments and regular expressions blanked out, line by line in its place. */
  readonly code: string;
  readonly literals: readonly Literal[];
}

/** A string or template literal. */
export interface Literal {
  /** Between its quotes, as written; `…` stands for each expression in a template. */
  readonly text: string;
  /** From 1. */
  readonly line: number;
}

const COMMENT = /\/\/[^\n]*|\/\*[\s\S]*?\*\//y;
/** Within one line: an apostrophe in the text of JSX must not swallow what follows. */
const STRING = /'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/y;
const REGEX = /\/(?![*/])(?:[^\\/[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*/y;
/** What a regular expression can stand behind; anything else makes the slash a division or the end of a tag. */
const BEFORE_REGEX = /(?:^|[(,=:[!&|?{;+]|=>|\breturn|\bcase)\s*$/;
/** Indentation included. */
const MAX_BEFORE_CHARS = 80;
const PLAIN = /[^'"`/{}]+/y;
const TEMPLATE_TEXT = /(?:[^`\\$]|\\[\s\S]|\$(?!\{))*/y;

/** Reads a text that Biome has formatted. */
export function readSource(text: string): SourceParts {
  const literals: Literal[] = [];
  let code = '';
  let at = 0;

  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0];
  };
  const keep = (taken: string) => {
    code += taken;
    at += taken.length;
  };
  const blank = (taken: string) => {
    code += taken.replace(/[^\n]/g, ' ');
    at += taken.length;
  };
  const addLiteral = (literal: string) => literals.push({ text: literal, line: code.split('\n').length });

  const readTemplate = () => {
    const index = addLiteral('') - 1;
    let whole = '';
    keep('`');
    while (at < text.length && text[at] !== '`') {
      const piece = take(TEMPLATE_TEXT) ?? '';
      keep(piece);
      whole += piece;
      if (text[at] !== '$') continue;
      keep('${');
      whole += '…';
      readCode('}');
      keep('}');
    }
    keep('`');
    literals[index] = { ...literals[index]!, text: whole };
  };

  /** Up to the closing brace that belongs to the place it began at, or to the end. */
  const readCode = (end?: '}') => {
    for (let open = 0; at < text.length; ) {
      const plain = take(PLAIN);
      if (plain !== undefined) keep(plain);
      else if (text[at] === '`') readTemplate();
      else if (text[at] === '/') readSlash();
      else if (text[at] === '{' || text[at] === '}') {
        if (text[at] === '}' && end && open === 0) return;
        open += text[at] === '{' ? 1 : -1;
        keep(text[at]!);
      } else readQuote();
    }
  };

  const readSlash = () => {
    const unread = take(COMMENT) ?? (BEFORE_REGEX.test(code.slice(-MAX_BEFORE_CHARS)) ? take(REGEX) : undefined);
    if (unread === undefined) keep('/');
    else blank(unread);
  };

  const readQuote = () => {
    const string = take(STRING);
    if (string !== undefined) addLiteral(string.slice(1, -1));
    keep(string ?? text[at]!);
  };

  readCode();
  return { code, literals };
}
