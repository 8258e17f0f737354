import { isDeeper } from './is-deeper.ts';

/** Each line is indented by as many blanks as it lies deep: of a short text that is nested deep that makes megabytes. */
const MAX_CHARS = 64 * 1024;
const MAX_DEPTH = 32;

/** A JSON text over several lines, for reading. Undefined: it is none, as it may be cut, or too much of one. */
export function prettyJson(text: string): string | undefined {
  if (text.length > MAX_CHARS) return undefined;
  const value = parse(text);
  return value === undefined || isDeeper(value, MAX_DEPTH) ? undefined : JSON.stringify(value, null, 2);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // It only looks like it.
  }
}
