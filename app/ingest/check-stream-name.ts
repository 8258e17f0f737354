import { type Checked, invalid, valid } from './checked.ts';
import { logLimits } from './log-limits.ts';
import { quoted } from './quoted.ts';

/** The name of a stream as somebody typed it into an address: any text without control characters. */
export function checkStreamName(text: string): Checked<string> {
  const name = text.trim();
  if (name === '') return invalid('the name of the stream is empty; write one, as in app.');
  if (/[\p{Cc}\u2028\u2029]/u.test(name) || !name.isWellFormed())
    return invalid(
      `the stream name ${quoted(name.slice(0, 20))} holds a control character or is no text; take that out.`,
    );
  if (Buffer.byteLength(name) <= logLimits.streamNameBytes) return valid(name);
  return invalid(`the stream name ${quoted(name)} is longer than ${logLimits.streamNameBytes} bytes; shorten it.`);
}
