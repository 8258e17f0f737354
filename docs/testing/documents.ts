import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../app/package-root.ts';

/** One page of the documentation. */
export interface Document {
  /** Below the root of the repository, such as `docs/router.md`. */
  readonly path: string;
  readonly text: string;
}

/** Every Markdown page that people read: at the root, and in `docs` and below. */
export function documents(): Document[] {
  const paths = globSync(['*.md', 'docs/**/*.md'], { cwd: packageRoot }).sort();
  return paths.map(path => ({ path, text: readFileSync(join(packageRoot, path), 'utf8') }));
}
