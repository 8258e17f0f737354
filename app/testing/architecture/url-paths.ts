import { readSource } from './read-source.ts';
import type { SourceFile } from './source-files.ts';

/** The file that names every URL. */
const ROUTES = 'app/routes.ts';

/** Units that read like a path. */
const UNITS: ReadonlySet<string> = new Set(['/s']);

/** Roots of the file systems that the readings of this machine come from. */
const FILE_SYSTEM = /^\/(proc|sys|dev|etc|usr|var|tmp)\b/;

/**
 * Literals that write a URL's path where `routes.x.href()` should: text that begins with `/` and a letter, alone or right
 * behind an expression at the start of a template (`${origin}/login`). Module names, media types, regular expressions and
 * comments do not look like that; units and paths of the file system are let through by name.
 */
export function urlPaths({ path, text }: SourceFile): string[] {
  if (path === ROUTES) return [];
  return readSource(text)
    .literals.filter(({ text }) => /^…?\/[a-z]/i.test(text) && !UNITS.has(text) && !FILE_SYSTEM.test(text))
    .map(({ text, line }) => `${path}:${line} ${text}`);
}
