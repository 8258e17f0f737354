import type { LogLine } from './log-line.ts';
import { stripAnsi } from './strip-ansi.ts';

/** What a search looks at: the text without colours and ` name=value` of every field, in small letters. */
export function searchText({ text, fields }: Pick<LogLine, 'text' | 'fields'>): string {
  let whole = stripAnsi(text);
  for (const name in fields) whole += ` ${name}=${fields[name]}`;
  return whole.toLowerCase();
}
