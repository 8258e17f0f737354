import type { ParamTypes, ParamValue } from './params.ts';

/** Turns the text of a segment into a parameter's value, or says that it is not of this type. */
export interface Matcher {
  /** Equal for equal matchers: `int`, `text`, `svg|png`. */
  readonly key: string;
  /** The lower, the fewer texts it matches, and the earlier it is tried. */
  readonly rank: number;
  /** The texts it matches, where they can be counted. */
  readonly choices?: ReadonlySet<string>;
  parse(text: string): ParamValue | undefined;
}

// Each expression is anchored and has no choice between two ways to go on, so it reads every character once.
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const INT = /^(?:0|-?[1-9][0-9]*)$/;
const SLUG = /^[a-z0-9][a-z0-9_-]*$/;

/** Any text at all: what `:name` without a type matches. */
export const text: Matcher = { key: 'text', rank: 4, parse: value => value };

/** The types that a pattern can name in braces. */
export const namedMatchers: Readonly<Record<keyof ParamTypes, Matcher>> = {
  /** RFC 9562 section 4: either case comes in, lower case goes on. */
  uuid: { key: 'uuid', rank: 1, parse: value => (UUID.test(value) ? value.toLowerCase() : undefined) },
  /** A whole number that a double holds exactly, in its one decimal form: no `+`, no leading zero, no `-0`. */
  int: { key: 'int', rank: 2, parse: parseInt10 },
  /** Lower-case letters, digits, `-` and `_`, a letter or digit first; so it holds no dot that a suffix could claim. */
  slug: { key: 'slug', rank: 3, parse: value => (SLUG.test(value) ? value : undefined) },
};

/** One of the listed texts: what `:form{svg|png}` matches. */
export function oneOf(values: readonly string[]): Matcher {
  const choices = new Set(values);
  return {
    key: [...choices].sort().join('|'),
    rank: 0,
    choices,
    parse: value => (choices.has(value) ? value : undefined),
  };
}

function parseInt10(value: string): number | undefined {
  const number = INT.test(value) ? Number(value) : undefined;
  return Number.isSafeInteger(number) ? number : undefined;
}
