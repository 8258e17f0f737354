import { isDeeper } from './is-deeper.ts';

/** How deep lists and objects may lie within each other; whoever writes deeper ones overflows the stack. */
const MAX_DEPTH = 64;

/** A value of a sender's JSON as text: texts as they are, all else as JSON. In place of what lies too deep it says so. */
export function jsonText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (isDeeper(value, MAX_DEPTH)) return `(nested more than ${MAX_DEPTH} deep)`;
  return JSON.stringify(value) ?? String(value);
}
