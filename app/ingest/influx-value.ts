import { digitNine } from './ascii.ts';
import { explainNumber, readNumber, scanNumber } from './influx-number.ts';
import { type Fault, isTooLong, type Scan, tooLong } from './influx-place.ts';
import { closingQuote, endOfToken, isTokenEnd } from './influx-scan.ts';
import { limits } from './limits.ts';

/** A number, or a boolean as 1 or 0. */
export function readScalar(scan: Scan): number | Fault {
  const { bytes } = scan;
  const start = scan.at;
  const plain = scanNumber(scan);
  if (!Number.isNaN(plain)) return plain;
  scan.at = endOfToken(bytes, start);
  if (isTooLong(scan)) return { at: scan.lineStart, reason: tooLong };
  const value =
    bytes[start]! > digitNine
      ? readBoolean(bytes.toString('latin1', start, scan.at))
      : readNumber(bytes, start, scan.at);
  if (!Number.isNaN(value)) return value;
  return { at: start, reason: explainNumber(bytes.toString('utf8', start, scan.at)) };
}

function readBoolean(text: string): number {
  if (/^(?:t|T|true|True|TRUE)$/.test(text)) return 1;
  return /^(?:f|F|false|False|FALSE)$/.test(text) ? 0 : Number.NaN;
}

/** Text in quotes; it may span lines. A backslash escapes quote and backslash, elsewhere it stands for itself. */
export function readString(scan: Scan): string | Fault {
  const { bytes } = scan;
  const open = scan.at;
  const close = closingQuote(bytes, open);
  if (close < 0) {
    return { at: open, reason: 'the quote that opens here is never closed; a quote within the text is written \\".' };
  }
  scan.at = close + 1;
  if (close - open > limits.logTextBytes) return { at: open, reason: textTooLong };
  if (isTooLong(scan)) return { at: scan.lineStart, reason: tooLong };
  if (!isTokenEnd(bytes[scan.at]))
    return { at: scan.at, reason: 'text follows after a closing quote; write \\" within the text.' };
  return bytes.toString('utf8', open + 1, close).replace(/\\(["\\])/g, '$1');
}

const textTooLong = `this text is longer than ${limits.logTextBytes} bytes; send it in pieces.`;
