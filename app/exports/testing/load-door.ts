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
  /** What stayed behind outside of the module: new globals, listeners of the process, timers. */
  readonly effects: readonly string[];
}

const SCRIPT = `
import { registerHooks } from 'node:module';
const urls = new Set();
const remember = resolved => { urls.add(resolved.url); return resolved; };
registerHooks({ resolve: (specifier, context, next) => remember(next(specifier, context)) });
const traces = () => [
  ...Object.getOwnPropertyNames(globalThis),
  ...process.eventNames().map(name => 'process.on ' + String(name)),
  ...process.getActiveResourcesInfo().filter(name => name === 'Timeout'), // pipes are the output of this program
];
const before = traces();
const names = Object.keys(await import(process.argv[2]));
const effects = traces().filter(trace => !before.includes(trace));
process.stdout.write(JSON.stringify({ names, effects, urls: [...urls] }), () => process.exit());
`;

/** Imports `telltale/...` as a stranger does, and watches. */
export async function loadDoor(t: Parameters<typeof foreignProject>[0], door: string): Promise<Loaded> {
  const { folder, run } = await foreignProject(t);
  writeFileSync(join(folder, 'load.js'), SCRIPT);
  const seen = JSON.parse(await run('node', 'load.js', door)) as Record<'names' | 'effects' | 'urls', string[]>;
  const dist = join((await installedPackage()).folder, 'dist/');
  const paths = seen.urls.filter(url => url.startsWith('file:')).map(url => fileURLToPath(url));
  return {
    names: seen.names,
    effects: seen.effects,
    own: paths.filter(path => path.startsWith(dist)).map(path => path.slice(dist.length)),
    packages: [...new Set(paths.filter(path => !path.startsWith(dist)).map(packageOf))],
    builtins: seen.urls.filter(url => url.startsWith('node:')),
  };
}

function packageOf(path: string): string {
  return /.*\/node_modules\/(@[^/]+\/[^/]+|[^/]+)/.exec(path)?.[1] ?? path;
}
