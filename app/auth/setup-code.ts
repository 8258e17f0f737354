import { randomInt } from 'node:crypto';

/** Without letters and digits that are mistaken for each other. */
const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const CHARS = 12;

/** A one-time code that can be typed: 60 random bits, `VANE-4KXQ-7RTM`. */
export function newSetupCode(): string {
  const code = Array.from({ length: CHARS }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  return code.replace(/(.{4})(?=.)/g, '$1-');
}
