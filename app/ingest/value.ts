import { type Checked, invalid, valid } from './checked.ts';
import { quoted } from './quoted.ts';

/** Plain decimal text, with or without exponent. Written so that no text makes the match run long. */
export const decimalPattern = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;

/** The number of one reading from text: ` 21.4\n`, `1e3`, `-.5`; `true` and `false` are 1 and 0. */
export function parseValue(text: string): Checked<number> {
  const word = text.trim();
  if (decimalPattern.test(word)) return requireFinite(Number(word), word);
  if (/^true$/i.test(word)) return valid(1);
  if (/^false$/i.test(word)) return valid(0);
  return invalid(explain(word));
}

/** A number that came as a number, from JSON or a binary protocol. */
export function requireFinite(value: number, text = String(value)): Checked<number> {
  return Number.isFinite(value) ? valid(value) : invalid(`${quoted(text)} is not finite; ${leaveOut}`);
}

const leaveOut = 'leave the reading out when there is no value.';

function explain(word: string): string {
  if (word === '') return 'there is no number; send one, as in 21.4.';
  if (/^[+-]?\d+,\d+$/.test(word)) return `${quoted(word)} has a decimal comma; write ${word.replace(',', '.')}.`;
  if (/^[+-]?(nan|inf|infinity)$/i.test(word)) return `${quoted(word)} is not finite; ${leaveOut}`;
  const lead = /^[+-]?\d{1,30}(?:\.\d{1,30})?(?=[^\d.,:/_xX-])/.exec(word)?.[0];
  if (lead === undefined) return `${quoted(word)} is not a number; send a number, as in 21.4, or true or false.`;
  if (/[\r\n]/.test(word)) return `${quoted(word)} is more than one line; send many readings to /in.`;
  return `${quoted(word)} is more than a number; send ${lead} alone, the unit goes into unit=.`;
}
