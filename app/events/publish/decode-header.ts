/**
 * The text of a header field. HTTP carries bytes; programs write UTF-8 into them as it is, or, where they may not, as
 * encoded words of RFC 2047 (`=?UTF-8?B?w7w=?=`).
 */
export function decodeHeader(value: string): string {
  return fromBytes(Buffer.from(value, 'latin1')).replace(WORDS, words => words.replace(WORD, decodeWord).trimEnd());
}

const WORD = /=\?([\w-]+)\?([bq])\?([^?]*)\?=\s*/gi;
/** Blanks between two encoded words belong to neither. */
const WORDS = /(?:=\?[\w-]+\?[bq]\?[^?]*\?=(?:\s+(?==\?))?)+/gi;

/** Bytes that are no UTF-8 are what they look like: Latin 1. */
function fromBytes(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return bytes.toString('latin1');
  }
}

function decodeWord(whole: string, charset: string, encoding: string, text: string): string {
  const bytes = encoding.toLowerCase() === 'b' ? Buffer.from(text, 'base64') : fromQ(text);
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes);
  } catch {
    return whole; // no such character set, or not in it
  }
}

function fromQ(text: string): Buffer {
  const bytes = text
    .replaceAll('_', ' ')
    .replaceAll(/=([\da-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1');
}
