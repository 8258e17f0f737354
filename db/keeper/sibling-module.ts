import { extname } from 'node:path';

/**
 * The URL of the module `name` beside the one that asks: `siblingModule('./keeper', import.meta.url)`.
 * The extension is the asker's own, `.ts` from source and `.js` after a build: compilers rewrite imports, but no
 * strings, so a written-out `new URL('./keeper.ts', ...)` would be broken in `dist`.
 */
export function siblingModule(name: string, importMetaUrl: string): URL {
  return new URL(`${name}${extname(new URL(importMetaUrl).pathname)}`, importMetaUrl);
}
