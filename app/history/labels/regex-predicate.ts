import { RE2JS } from 're2js';
import { LabelPatternError } from './label-pattern-error.ts';

/** Longer ones are refused before they are parsed. Lists of texts are no regular expressions here, and may be longer. */
export const MAX_PATTERN_LENGTH = 1_000;

/**
 * Instructions of a compiled expression, which repetitions multiply: `(a{100}){10}` has a thousand. Each character of each value
 * costs at most so many steps; the worst expressions that are let through take about two seconds for 10 000 values of 30 characters.
 */
export const MAX_PROGRAM_SIZE = 1_000;

/**
 * Whether a text as a whole matches a regular expression, found in time linear in its length: RE2's syntax and automata, so neither
 * lookaround nor references back. Throws a LabelPatternError for what RE2 does not read and for what is above the bounds.
 */
export function createRegexPredicate(pattern: string): (text: string) => boolean {
  if (pattern.length > MAX_PATTERN_LENGTH)
    throw new LabelPatternError(
      `A regular expression may have ${MAX_PATTERN_LENGTH} characters; this one has ${pattern.length}.`,
    );
  const regex = compile(pattern);
  if (regex.programSize() > MAX_PROGRAM_SIZE)
    throw new LabelPatternError(
      `The regular expression ${pattern} repeats too much: write smaller numbers in its braces.`,
    );
  return text => regex.testExact(text);
}

function compile(pattern: string): RE2JS {
  try {
    return RE2JS.compile(pattern, RE2JS.DOTALL);
  } catch (cause) {
    const reason = (cause as Error).message.replace('error parsing regexp: ', '');
    throw new LabelPatternError(`${pattern} is no regular expression of RE2: ${reason}.`, { cause });
  }
}
