import assert from 'node:assert/strict';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { test } from 'node:test';
import { packageRoot } from '../package-root.ts';
import { foreignProject } from '../testing/foreign-project.ts';
import { installedPackage } from './testing/installed-package.ts';
import { loadDoor } from './testing/load-door.ts';

const { folder: installed, doors, dependencies } = await installedPackage();
const hostOf = (door: string) => /^telltale\/middleware\/(.+)/.exec(door)?.[1];

/** What a door may load of the package; the adapters of hosts stand in the room of the middleware, scopes below transactions. */
const ROOMS: Readonly<Record<string, RegExp>> = {
  'telltale/around': /^app\/(exports|scope)\//,
  'telltale/transactional': /^(db\/transaction|app\/(exports|scope)\/)/,
  'telltale/database': /^(db|app\/(exports|scope))\//,
  'telltale/stream': /^app\/(exports|stream)\//,
  'telltale/router': /^app\/(exports|http)\//,
  'telltale/middleware': /^app\/(exports|http)\//,
};

test('each list in app/exports is a door, and each door but the adapters has its list there', () => {
  const lists = globSync('*.ts', { cwd: join(packageRoot, 'app/exports'), exclude: ['*.test.ts'] });
  const names = doors.map(({ name }) => name).filter(name => !hostOf(name));
  assert.deepEqual(lists.map(path => `telltale/${path.replace('.ts', '')}`).sort(), names.sort());
});

test('the declarations of all doors compile, those of their dependencies included', async t => {
  const { folder, run } = await foreignProject(t);
  const compilerOptions = { strict: true, target: 'es2022', module: 'nodenext', types: ['node'], skipLibCheck: false };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions }));
  writeFileSync(join(folder, 'doors.ts'), doors.map(({ name }, at) => `export * as d${at} from '${name}';`).join('\n'));
  await run('tsc', '--noEmit');
});

test('a door loads its own room only, and no package but SQLite for the database and its host for an adapter', async t => {
  for (const { name } of doors) {
    const { own, packages, names } = await loadDoor(t, name);
    const host = hostOf(name);
    const isOwn = (path: string) => (ROOMS[name] ?? /^app\/http\//).test(path);
    const isNeeded = (used: string) => (host ? used.includes(host) : name === 'telltale/database' && SQLITE.has(used));
    assert.ok(names.length > 0, name);
    assert.deepEqual([name, ...own.filter(path => !isOwn(path))], [name]);
    assert.deepEqual([name, ...packages.filter(used => !isNeeded(used))], [name]);
  }
});

const SQLITE: ReadonlySet<string> = new Set(['better-sqlite3', 'node-gyp-build']);

test('importing a door changes nothing outside of it, as `sideEffects` promises to bundlers', async t => {
  for (const { name } of doors) assert.deepEqual([name, ...(await loadDoor(t, name)).effects], [name]);
});

test('the router needs nothing of Node, so it runs wherever there are Request and Response', async t => {
  assert.deepEqual((await loadDoor(t, 'telltale/router')).builtins, []);
});

test('each file beside the adapters is one, because each has a door: `toExpress` in `express`', async t => {
  for (const { name } of doors) {
    const host = hostOf(name);
    if (!host) continue;
    const { names } = await loadDoor(t, name);
    assert.ok(names.includes(`to${host[0]!.toUpperCase()}${host.slice(1)}`), `${name} gives ${names.join(', ')}`);
  }
});

test('what a door shows or runs is made of packages that come along, types included', () => {
  for (const { declarations, module, name } of doors)
    for (const path of [...reachable(declarations, '.d.ts'), ...reachable(module, '.js')])
      for (const used of packagesIn(path)) {
        const wanted = path.endsWith('.d.ts') && !hasTypes(used) ? `@types/${used}` : used;
        assert.ok(dependencies.has(wanted), `${name}: ${relative(installed, path)} needs ${wanted}`);
      }
});

/** The file and all of the package that it imports, directly or not. */
function reachable(path: string, ending: string, seen = new Set<string>()): ReadonlySet<string> {
  if (seen.has(path)) return seen;
  seen.add(path);
  for (const used of importsOf(path).filter(used => used.startsWith('.')))
    reachable(join(dirname(path), used.replace(/\.[jt]sx?$/, ending)), ending, seen);
  return seen;
}

function packagesIn(path: string): string[] {
  return importsOf(path)
    .filter(used => !/^(\.|node:)/.test(used))
    .map(used => /^(@[^/]+\/)?[^/]+/.exec(used)![0]);
}

function importsOf(path: string): string[] {
  const found = readFileSync(path, 'utf8').matchAll(/(?:\bfrom |^import |\bimport\()['"]([^'"]+)['"]/gm);
  return [...found].map(([, used]) => used!);
}

function hasTypes(name: string): boolean {
  return /"(types|typings)"/.test(readFileSync(join(packageRoot, 'node_modules', name, 'package.json'), 'utf8'));
}

test('nothing but the doors can be imported', async t => {
  const { folder, run } = await foreignProject(t);
  const closed = ['telltale', 'telltale/dist/app/main.js', 'telltale/app/stream/ring.ts', 'telltale/stream/ring'];
  const missing = ['telltale/middleware/nginx', 'telltale/middleware/../compose'];
  writeFileSync(
    join(folder, 'knock.js'),
    'for (const name of process.argv.slice(2)) console.log(await import(name).then(() => "opened", error => error.code));',
  );
  assert.deepEqual((await run('node', 'knock.js', ...closed, ...missing)).trim().split('\n'), [
    ...closed.map(() => 'ERR_PACKAGE_PATH_NOT_EXPORTED'),
    'ERR_MODULE_NOT_FOUND',
    'ERR_INVALID_MODULE_SPECIFIER',
  ]);
});
