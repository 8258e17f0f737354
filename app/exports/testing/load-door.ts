import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { foreignProject } from '../../testing/foreign-project.ts';
import { installedPackage } from './installed-package.ts';

/** What came of importing one name of the package in a process of its own. */
export interface Loaded {
  /** What the module gives. */
  readonly names: readonly string[];
  /** Files of the package that were loaded, below `dist`. */
  readonly own: readonly string[];
  /** Other packages that were loaded. */
  readonly packages: readonly string[];
  /** Modules of Node that were loaded. */
  readonly builtins: readonly string[];
}

const SCRIPT = `
import { registerHooks } from 'node:module';
const urls = new Set();
const remember = resolved => { urls.add(resolved.url); return resolved; };
registerHooks({ resolve: (specifier, context, next) => remember(next(specifier, context)) });
const names = Object.keys(await import(process.argv[2]));
console.log(JSON.stringify({ names, urls: [...urls] }));
`;

/** Imports `telltale/...` as a stranger does, and watches. */
export async function loadDoor(t: Parameters<typeof foreignProject>[0], door: string): Promise<Loaded> {
  const { folder, run } = await foreignProject(t);
  writeFileSync(join(folder, 'load.js'), SCRIPT);
  const { names, urls } = JSON.parse(await run('node', 'load.js', door)) as { names: string[]; urls: string[] };
  const dist = join((await installedPackage()).folder, 'dist/');
  const paths = urls.filter(url => url.startsWith('file:')).map(url => fileURLToPath(url));
  return {
    names,
    own: paths.filter(path => path.startsWith(dist)).map(path => path.slice(dist.length)),
    packages: [...new Set(paths.filter(path => !path.startsWith(dist)).map(packageOf))],
    builtins: urls.filter(url => url.startsWith('node:')),
  };
}

function packageOf(path: string): string {
  return /.*\/node_modules\/(@[^/]+\/[^/]+|[^/]+)/.exec(path)?.[1] ?? path;
}
