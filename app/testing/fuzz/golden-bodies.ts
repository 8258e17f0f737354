import { readdirSync, readFileSync } from 'node:fs';

/** The files of a folder of golden files that are inputs: `NAME.in` and `NAME.http`. */
export function goldenBodies(folder: URL): Buffer[] {
  const files = readdirSync(folder).filter(file => /\.(in|http)$/.test(file));
  return files.map(file => readFileSync(new URL(file, folder)));
}
