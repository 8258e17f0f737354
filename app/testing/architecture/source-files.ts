import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../package-root.ts';

/** A file of the repository. */
export interface SourceFile {
  /** Below the root, with `/`. */
  readonly path: string;
  readonly text: string;
}

/** Test files, conformance suites, what only these use, and samples that parsers read. */
export const TEST_CODE = /\.(test|tck|spec)\.tsx?$|\/testing\/|^(e2e|bench|examples|docs)\//;

/** The files of these patterns, in order. What is not ours, or made from ours, is never among them. */
export function sourceFiles(...patterns: readonly string[]): SourceFile[] {
  const isForeign = (path: string) => /(^|\/)(node_modules|dist|vendor)(\/|$)/.test(path);
  return globSync(patterns, { cwd: packageRoot, exclude: isForeign })
    .map(path => path.replaceAll('\\', '/'))
    .filter(path => !isForeign(path))
    .sort()
    .map(path => ({ path, text: readFileSync(join(packageRoot, path), 'utf8') }));
}

/** What runs when Telltale runs: on the server, and in the browser. */
export function productFiles(): SourceFile[] {
  return sourceFiles('{app,components,db}/**/*.{ts,tsx}', 'public/js/**/*.js').filter(
    ({ path }) => !TEST_CODE.test(path),
  );
}
