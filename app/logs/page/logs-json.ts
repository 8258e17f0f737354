import type { Surroundings } from '../calls.ts';
import type { KeptLine } from '../log-line.ts';
import type { FoundLines } from '../log-query.ts';

/** A line as programs get it. */
export function lineJson({ seq, atMs, stream, level, text, fields }: KeptLine) {
  return { seq, time: new Date(atMs).toISOString(), stream, level, text, fields };
}

/** `before` is the parameter that leads to the lines before these. */
export function foundJson({ lines, hasMore, searchedFromMs }: FoundLines) {
  const oldest = lines[0];
  return {
    lines: lines.map(lineJson),
    ...(hasMore && oldest && { before: `${oldest.atMs}-${oldest.seq}` }),
    ...(searchedFromMs !== undefined && { searchedFrom: new Date(searchedFromMs).toISOString() }),
  };
}

export function aroundJson({ before, line, after }: Surroundings) {
  return { before: before.map(lineJson), line: lineJson(line), after: after.map(lineJson) };
}
