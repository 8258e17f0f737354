import { backslash, closeBrace, closeBracket, comma, openBrace, openBracket, quote } from './ascii.ts';
import { type Batch, createBatch, type Parsed, tooMany } from './batch.ts';
import { parseJsonElement } from './json-element.ts';
import { byteOrderMarkBytes } from './locator.ts';
import { skipSpace, trimEnd } from './space.ts';

/**
 * Readings from a JSON document: one element, or an array of them.
 *
 *     [{"metric": "temperature", "value": 21.4, "labels": {"room": "kitchen"}}, {"humidity": 40, "pressure": 1013}]
 *
 * The forms of an element are in `json-reading.ts`. The array is cut into its elements before `JSON.parse` sees them:
 * so a bad element does not take the good ones with it, a fault has a place, and memory stays near the size of one
 * element where a hostile document of 64 MiB would fill the heap.
 */
export function parseJson(body: Buffer, nowMs: number): Parsed {
  const batch = createBatch(body);
  const start = skipSpace(body, byteOrderMarkBytes(body));
  if (body[start] === openBracket) readArray(batch, body, start + 1, nowMs);
  else if (start < body.length)
    batch.add(start, parseJsonElement(body.subarray(start, trimEnd(body, start, body.length)), nowMs));
  return batch.result();
}

function readArray(batch: Batch, body: Buffer, start: number, nowMs: number): void {
  let at = skipSpace(body, start);
  const isEmpty = body[at] === closeBracket;
  if (!isEmpty) at = readElements(batch, body, at, nowMs);
  if (at >= body.length) batch.refuse(at, 'the array is not closed; is the end of the body missing?');
  else if (body[at] !== closeBracket) batch.refuse(at, 'a comma or ] is missing here; what follows was not read.');
  const rest = skipSpace(body, at + 1);
  if (body[at] === closeBracket && rest < body.length) batch.refuse(rest, 'text follows the array; it was not read.');
}

/** Adds elements as long as commas stand between them; gives the place after the last one. */
function readElements(batch: Batch, body: Buffer, start: number, nowMs: number): number {
  for (let at = start; ; at = skipSpace(body, at + 1)) {
    const end = endOfElement(body, at);
    if (batch.isFull()) batch.refuse(at, tooMany);
    else batch.add(at, parseJsonElement(body.subarray(at, end), nowMs));
    at = skipSpace(body, end);
    if (body[at] !== comma) return at;
  }
}

/** The end of the element that begins here. Only quotes and nesting are looked at; whether it is JSON is told later. */
function endOfElement(body: Buffer, start: number): number {
  let depth = 0;
  for (let at = start; at < body.length; at++) {
    const byte = body[at]!;
    if (byte === quote) at = endOfString(body, at);
    else if (byte === openBrace || byte === openBracket) depth++;
    else if (depth === 0 && (byte === comma || byte === closeBracket)) return trimEnd(body, start, at);
    else if ((byte === closeBrace || byte === closeBracket) && --depth <= 0) return at + 1;
  }
  return trimEnd(body, start, body.length);
}

/** The place of the closing quote, or of the last byte when there is none. */
function endOfString(body: Buffer, start: number): number {
  for (let at = start + 1; at < body.length; at++) {
    if (body[at] === quote) return at;
    if (body[at] === backslash) at++;
  }
  return body.length - 1;
}
