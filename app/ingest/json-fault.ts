import { quoted } from './quoted.ts';

/** Where JSON text stops being JSON, in UTF-16 units from its beginning. */
export interface JsonFault {
  readonly at: number;
  readonly reason: string;
}

/**
 * The first place that breaks the grammar of RFC 8259, for text that `JSON.parse` has refused: the message of the
 * engine often names no place. Undefined when the text is JSON. Keeps its own stack, so depth cannot exhaust ours.
 */
export function findJsonFault(text: string): JsonFault | undefined {
  const closers: string[] = [];
  let expected: Expected = 'a value';
  let at = skipSpace(text, 0);
  while (at < text.length) {
    if (expected === 'the end') return { at, reason: trailing(text, at) };
    const char = text[at]!;
    const isClose: boolean = char === closers.at(-1) && closes(expected);
    const length = isClose ? 1 : tokenLength(text, at, expected);
    if (length === 0) return { at, reason: unexpected(text, at, expected, closers.at(-1)) };
    if (isClose) closers.pop();
    else if (char === '{' || char === '[') closers.push(char === '{' ? '}' : ']');
    expected = isClose ? afterValue(closers) : next(expected, char, closers);
    at = skipSpace(text, at + length);
  }
  return expected === 'the end' ? undefined : { at, reason: endsEarly(expected, closers.at(-1)) };
}

type Expected = 'a value' | 'a value or ]' | 'a "name"' | 'a "name" or }' | ':' | ',' | 'the end';

function closes(expected: Expected): boolean {
  return expected === ',' || expected === 'a value or ]' || expected === 'a "name" or }';
}

function afterValue(closers: string[]): Expected {
  return closers.length === 0 ? 'the end' : ',';
}

function next(expected: Expected, char: string, closers: string[]): Expected {
  if (expected === ',') return closers.at(-1) === '}' ? 'a "name"' : 'a value';
  if (expected === 'a "name"' || expected === 'a "name" or }') return ':';
  if (expected === ':') return 'a value';
  if (char === '{') return 'a "name" or }';
  return char === '[' ? 'a value or ]' : afterValue(closers);
}

/** Length of the token that may stand here, 0 when another one does. */
function tokenLength(text: string, at: number, expected: Expected): number {
  const char = text[at]!;
  if (expected === ':' || expected === ',') return char === expected ? 1 : 0;
  if (char === '"') return stringLength(text, at);
  if (expected !== 'a value' && expected !== 'a value or ]') return 0;
  if (char === '{' || char === '[') return 1;
  scalar.lastIndex = at;
  return scalar.exec(text)?.[0].length ?? 0;
}

const scalar = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.+-])/y;

/** 0 when the string is not closed or holds what it must not. */
function stringLength(text: string, start: number): number {
  for (let at = start + 1; at < text.length && text[at]! >= ' '; at++) {
    if (text[at] === '"') return at + 1 - start;
    if (text[at] !== '\\') continue;
    escapeSequence.lastIndex = at;
    const length = escapeSequence.exec(text)?.[0].length ?? 0;
    if (length === 0) return 0;
    at += length - 1;
  }
  return 0;
}

const escapeSequence = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

function skipSpace(text: string, start: number): number {
  let at = start;
  while (at < text.length && ' \t\n\r'.includes(text[at]!)) at++;
  return at;
}

function trailing(text: string, at: number): string {
  if (text[at] !== '{') return `text follows after the end of the value: ${rest(text, at)}.`;
  return 'a second element begins here; write one a line (curl: --data-binary keeps the line breaks, -d drops them).';
}

function unexpected(text: string, at: number, expected: Expected, closer: string | undefined): string {
  const wanted = expected === ',' ? `, or ${closer}` : expected;
  if (text[at] === '"' && wanted.startsWith('a '))
    return `the text that begins here is not closed or has a wrong escape.`;
  if (text[at] === "'") return `JSON has double quotes; write ${wanted} and not ${rest(text, at)}.`;
  return `this is not JSON: ${wanted} should stand here and not ${rest(text, at)}.`;
}

function endsEarly(expected: Expected, closer: string | undefined): string {
  return `the JSON ends too early: ${expected === ',' ? closer : expected} is missing.`;
}

function rest(text: string, at: number): string {
  return quoted(text.slice(at, at + 20).trimEnd());
}
