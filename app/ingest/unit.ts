import { type Checked, invalid, valid } from './checked.ts';
import { limits } from './limits.ts';
import { quoted } from './quoted.ts';

/** The unit of a reading, trimmed: `°C`, `bytes`, `%`. Undefined when the text is blank. */
export function parseUnit(text: string): Checked<string | undefined> {
  const unit = text.trim();
  if (unit === '') return valid(undefined);
  if (Buffer.byteLength(unit) > limits.unitBytes) {
    return invalid(`the unit ${quoted(unit)} is longer than ${limits.unitBytes} bytes; use its symbol, as in °C.`);
  }
  if (/\p{Cc}/u.test(unit) || !unit.isWellFormed()) return invalid(`the unit ${quoted(unit)} is no text.`);
  return valid(unit);
}
