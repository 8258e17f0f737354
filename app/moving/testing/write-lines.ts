import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

/** Writes a file of these lines, packed if it is told to. */
export function writeLines(path: string, lines: readonly string[], isPacked = false): string {
  const text = Buffer.from(lines.map(line => `${line}\n`).join(''));
  writeFileSync(path, isPacked ? gzipSync(text) : text);
  return path;
}
