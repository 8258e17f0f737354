import type { z } from 'zod';
import { sayIssue } from '../file/say-issue.ts';
import type { FieldReader } from './field-reader.ts';

/** Under this name stands what is wrong with no field in particular. */
export const WHOLE_PANEL = 'panel';

/** Puts what a schema refuses to the fields where it was written. `places`: where the rows of a list stand in the form. */
export function sayProblems(
  issues: readonly z.core.$ZodIssue[],
  places: Readonly<Record<string, readonly number[]>>,
  reader: FieldReader,
): void {
  for (const issue of issues) {
    const name = shownAt(fieldOf(issue.path.map(String), places), reader);
    // What was not finished has a sentence already, and the schema would only say that it is empty.
    if ([...reader.problems.keys()].some(known => known === name || known.startsWith(parentOf(name)))) continue;
    reader.refuse(name, sentenceOf(issue));
  }
}

function fieldOf(path: readonly string[], places: Readonly<Record<string, readonly number[]>>): string {
  const name = path.join('.');
  for (const [list, rows] of Object.entries(places)) {
    const [, row, rest = ''] = name.startsWith(`${list}.`)
      ? (/^(\d+)(\..*)?$/.exec(name.slice(list.length + 1)) ?? [])
      : [];
    if (row !== undefined) return `${list}.${rows[Number(row)] ?? row}${rest}`;
  }
  return name === '' ? WHOLE_PANEL : name;
}

/** What is wrong with one text of a list that stands in one field is said at that field. */
function shownAt(name: string, reader: FieldReader): string {
  const list = name.replace(/\.\d+$/, '');
  return list !== name && reader.has(list) ? list : name;
}

/** The row, for a field in one. */
function parentOf(name: string): string {
  return /^(.*\.\d+)\./.exec(name)?.[1] ?? `${name}.`;
}

function sentenceOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'custom') return capital(issue.message);
  // A field that was left empty is missing; one that was not is no whole number at worst.
  return `This ${sayIssue(issue, issue.code !== 'invalid_type' || issue.expected === 'int')}.`;
}

function capital(text: string): string {
  return text === '' ? text : text[0]!.toUpperCase() + text.slice(1) + (/[.?!]$/.test(text) ? '' : '.');
}
