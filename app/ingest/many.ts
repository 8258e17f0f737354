import { openBrace, openBracket } from './ascii.ts';
import type { Parsed } from './batch.ts';
import { parseCsv } from './csv.ts';
import { parseJson } from './json.ts';
import { byteOrderMarkBytes } from './locator.ts';
import { parseNdjson } from './ndjson.ts';
import { endOfLine, skipSpace, trimEnd } from './space.ts';

/** The forms in which many readings come to one address. */
export type ManyForm = 'json' | 'ndjson' | 'csv';

/** Reads JSON, NDJSON or CSV, told apart by the content type where it helps and by the body where it does not. */
export function parseMany(body: Buffer, contentType: string | undefined, nowMs: number): Parsed {
  return parsers[tellForm(body, contentType)](body, nowMs);
}

const parsers: Readonly<Record<ManyForm, (body: Buffer, nowMs: number) => Parsed>> = {
  json: parseJson,
  ndjson: parseNdjson,
  csv: parseCsv,
};

/** curl names every body a form, and few senders know NDJSON's type; so only a type that fits is believed. */
export function tellForm(body: Buffer, contentType = ''): ManyForm {
  const type = contentType.split(';')[0]!.trim().toLowerCase();
  if (/^text\/(?:csv|tab-separated-values)$/.test(type)) return 'csv';
  if (/^application\/(?:x-)?(?:ndjson|jsonl|json-?lines)$/.test(type)) return 'ndjson';
  const start = skipSpace(body, byteOrderMarkBytes(body));
  if (body[start] === openBracket) return 'json';
  if (body[start] !== openBrace) return /^application\/(?:[\w.-]+\+)?json$/.test(type) ? 'json' : 'csv';
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
