import type { z } from 'zod';

/** Why a value of a dashboard is refused, as the end of a sentence that begins with its name. */
export function sayIssue(issue: z.core.$ZodIssue, isThere: boolean): string {
  switch (issue.code) {
    case 'invalid_type':
      return isThere ? `must be ${TYPES[issue.expected] ?? issue.expected}` : 'is missing';
    case 'too_big':
      return `must ${ofSize(issue.origin, `at most ${issue.maximum}`)}`;
    case 'too_small':
      return `must ${ofSize(issue.origin, `at least ${issue.minimum}`)}`;
    case 'unrecognized_keys':
      return 'is not known here; take it out, or look how it is spelled';
    case 'invalid_union':
      return isThere ? 'is no kind of panel that this Telltale knows' : 'is missing: say which kind of panel it is';
    case 'invalid_format':
      return 'has 1 to 63 lower-case letters, digits and -, and no - in front';
    default:
      return `is refused: ${issue.message}`;
  }
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'a text in "quotes"',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list in [ ]',
  object: 'an object in { }',
};

function ofSize(origin: string, bound: string): string {
  if (origin === 'string') return `have ${bound} characters`;
  return origin === 'array' ? `have ${bound} of them` : `be ${bound}`;
}
