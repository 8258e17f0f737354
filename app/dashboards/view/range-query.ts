import type { Range } from '../range.ts';
import { writeSpan } from './parse-span.ts';

/** A range as an address has it; `parseRange` gives it back. */
export function rangeQuery({ name, spanMs, end }: Range): Readonly<Record<string, string>> {
  if (!end) return { range: name };
  if ('atMs' in end) return { from: String(end.atMs - spanMs), to: String(end.atMs) };
  return { from: `now-${writeSpan(spanMs + end.agoMs)}`, to: `now-${writeSpan(end.agoMs)}` };
}
