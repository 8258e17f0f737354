import { openBrace, openBracket } from './ascii.ts';
import type { Parsed } from './batch.ts';
import { parseCsv } from './csv.ts';
import { parseJson } from './json.ts';
import { byteOrderMarkBytes } from './locator.ts';
import { parseNdjson } from './ndjson.ts';
import { endOfLine, skipSpace, trimEnd } from './space.ts';

/** The forms in which many readings come to one address. */
export type ManyForm = 'json' | 'ndjson' | 'csv';

export type ManyParser = (body: Buffer, nowMs: number) => Parsed;

/** Content types by the parser they lead to. curl names every body a form, and few senders know NDJSON's type; so only a type that fits is believed. */
export const MANY_TYPES = {
  csv: { contentType: ['text/csv', 'text/tab-separated-values'] },
  ndjson: {
    contentType: [
      ...['application/ndjson', 'application/jsonl', 'application/jsonlines', 'application/json-lines'],
      ...['application/x-ndjson', 'application/x-jsonl', 'application/x-jsonlines', 'application/x-json-lines'],
    ],
  },
  json: { contentType: ['application/json', 'application/*+json'] },
  untold: {},
} as const;

/** The parser for each of them. A body of lines comes as JSON, too, and without a type it may be anything. */
export const manyParsers: Readonly<Record<keyof typeof MANY_TYPES, ManyParser>> = {
  csv: parseCsv,
  ndjson: parseNdjson,
  json: (body, nowMs) => parsers[tellForm(body, 'json')](body, nowMs),
  untold: (body, nowMs) => parsers[tellForm(body, 'csv')](body, nowMs),
};

const parsers: Readonly<Record<ManyForm, ManyParser>> = { json: parseJson, ndjson: parseNdjson, csv: parseCsv };

/** The form of a body that begins as JSON does; else what it is said to be. */
export function tellForm(body: Buffer, otherwise: ManyForm): ManyForm {
  const start = skipSpace(body, byteOrderMarkBytes(body));
  if (body[start] === openBracket) return 'json';
  if (body[start] !== openBrace) return otherwise;
  return hasSecondElement(body, start) ? 'ndjson' : 'json';
}

/**
 * In one JSON document a line break stands beside a comma, colon or bracket; two lines that meet without one are two
 * elements, even when one of them is broken.
 */
function hasSecondElement(body: Buffer, start: number): boolean {
  const lineEnd = endOfLine(body, start);
  const second = skipSpace(body, lineEnd);
  if (second === body.length) return false;
  const last = trimEnd(body, start, lineEnd) - 1;
  return !',:[{'.includes(String.fromCharCode(body[last]!)) && !',:]}'.includes(String.fromCharCode(body[second]!));
}
