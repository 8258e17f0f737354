import type { Fence } from './fences.ts';
import { readSource } from './read-source.ts';
import type { SourceFile } from './source-files.ts';

/** Where a file does what belongs into another room: `app/x.ts:3 res.write(...)`. */
export function breaches({ pattern, room }: Fence, { path, text }: SourceFile): string[] {
  if (room.test(path)) return [];
  const lines = readSource(text).code.split('\n');
  return lines.flatMap((line, at) => (pattern.test(line) ? [`${path}:${at + 1} ${line.trim()}`] : []));
}
