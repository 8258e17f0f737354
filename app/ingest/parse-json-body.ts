import { backslash, comma, openBrace, openBracket, quote } from './ascii.ts';

/**
 * Objects, lists and what stands in them, of one body: the shortest take two bytes in it, and up to a hundred in memory, of
 * which a thread has so much only. Bodies of readings and of lines have far fewer.
 */
const MAX_VALUES = 1_500_000;
/** Each takes some two hundred bytes when it is read on. */
const MAX_OBJECTS = 500_000;

/** The value of a JSON body. Throws a SyntaxError for what is none, and before memory is taken for one that holds too much. */
export function parseJsonBody(body: Buffer): unknown {
  const { objects, values } = countValues(body);
  if (objects > MAX_OBJECTS) throw new SyntaxError(`it holds more than ${MAX_OBJECTS} objects; send less at once`);
  if (values > MAX_VALUES) throw new SyntaxError(`it holds more than ${MAX_VALUES} values; send less at once`);
  return JSON.parse(body.toString('utf8'));
}

/** By what opens and parts them outside of texts. */
function countValues(body: Buffer): { readonly objects: number; readonly values: number } {
  let [objects, commas] = [0, 0];
  for (let at = 0; at < body.length; at++) {
    const byte = body[at];
    if (byte === quote) at = endOfText(body, at);
    else if (byte === comma) commas++;
    else if (byte === openBrace || byte === openBracket) objects++;
  }
  return { objects, values: objects + commas };
}

/** Where the text that begins here ends; the end of the body where it does not. */
function endOfText(body: Buffer, start: number): number {
  for (let at = start + 1; at < body.length; at++) {
    if (body[at] === quote) return at;
    if (body[at] === backslash) at++;
  }
  return body.length;
}
