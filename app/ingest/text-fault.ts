import { isUtf8 } from 'node:buffer';

export interface TextFault {
  /** Bytes from the beginning of the given piece. */
  readonly offset: number;
  readonly reason: string;
}

/** True when the body is text throughout, so that no line needs a look of its own. */
export function isText(body: Buffer): boolean {
  return isUtf8(body) && !body.includes(0);
}

/** What makes a piece of a body no text: a NUL byte or a byte that is no UTF-8. Undefined when it is text. */
export function findTextFault(piece: Buffer): TextFault | undefined {
  const nul = piece.indexOf(0);
  if (nul >= 0) return { offset: nul, reason: 'this is no text but binary data (a NUL byte); send text.' };
  if (isUtf8(piece)) return undefined;
  return { offset: firstBadByte(piece), reason: 'this is not valid UTF-8; save or send the text as UTF-8.' };
}

/** A decoder writes U+FFFD for the first bad byte; the characters before it tell how many bytes were good. */
function firstBadByte(piece: Buffer): number {
  const decoded = piece.toString('utf8');
  return Buffer.byteLength(decoded.slice(0, decoded.indexOf('\ufffd')));
}
