import { PromqlError } from '../promql-error.ts';
import type { Token } from './token.ts';

const PIECES = /\\(?:x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8}|[0-7]{3}|.)|[^\\]+/gsu;

const CHARACTERS: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
};

/**
 * The text that a quoted one stands for: Go's escapes between `"` and `'`, none between backticks. `\xc3` and `\303` are bytes, which
 * must make UTF-8. Throws a PromqlError.
 */
export function unquote(token: Token): string {
  const inside = token.text.slice(1, -1);
  if (token.text.startsWith('`') || !inside.includes('\\')) return inside;
  const bytes: Buffer[] = [];
  for (const { 0: piece, index } of inside.matchAll(PIECES)) {
    const from = token.from + 1 + index;
    bytes.push(piece.startsWith('\\') ? unescapePiece(piece, token, from) : Buffer.from(piece));
  }
  return toText(Buffer.concat(bytes), token);
}

function unescapePiece(piece: string, token: Token, from: number): Buffer {
  const code = piece.slice(1);
  if (code === token.text[0]) return Buffer.from(code);
  if (Object.hasOwn(CHARACTERS, code)) return Buffer.from(CHARACTERS[code]!);
  if (/^[0-7]{3}$/.test(code) && Number.parseInt(code, 8) < 256) return Buffer.of(Number.parseInt(code, 8));
  if (/^x../.test(code)) return Buffer.of(Number.parseInt(code.slice(1), 16));
  const point = /^[uU].{4}/.test(code) ? Number.parseInt(code.slice(1), 16) : Number.NaN;
  if (point <= 0x10ffff && (point < 0xd800 || point > 0xdfff)) return Buffer.from(String.fromCodePoint(point));
  throw new PromqlError(
    `${piece} is no escape. Write \\\\ for a backslash, or put the text between backticks, where a backslash is only itself.`,
    { from, to: from + piece.length },
  );
}

function toText(bytes: Buffer, token: Token): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new PromqlError('The bytes of this text are not UTF-8.', token, { cause });
  }
}
