import { lineFeed } from './ascii.ts';

/** Length of the byte order mark that some editors and spreadsheets put before UTF-8 text: 3 or 0 bytes. */
export function byteOrderMarkBytes(body: Buffer): number {
  return body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf ? 3 : 0;
}

/**
 * Turns byte offsets into what an editor shows: line and column from 1, the column in characters.
 * Works on from the offset before, so that asking in rising order reads the body once.
 */
export function createLocator(body: Buffer): (offset: number) => { line: number; column: number } {
  const first = byteOrderMarkBytes(body);
  let line = 1;
  let lineStart = first;

  return offset => {
    if (offset < lineStart) {
      line = 1;
      lineStart = first;
    }
    for (let at = body.indexOf(lineFeed, lineStart); at >= 0 && at < offset; at = body.indexOf(lineFeed, lineStart)) {
      line++;
      lineStart = at + 1;
    }
    return { line, column: 1 + countCharacters(body, lineStart, offset) };
  };
}

/** Every byte of UTF-8 but the continuation bytes (10xxxxxx) begins a character. */
function countCharacters(body: Buffer, start: number, end: number): number {
  let count = 0;
  for (let at = start; at < end; at++) if ((body[at]! & 0xc0) !== 0x80) count++;
  return count;
}
