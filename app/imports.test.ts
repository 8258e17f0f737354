import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { test } from 'node:test';
import { packageRoot } from './package-root.ts';

/** Floor of a file by its path below the root; the first line that matches counts. */
const FLOORS: readonly (readonly [pattern: RegExp, floor: number])[] = [
  [/^app\/(cli|main|app|config|deps)\.ts$|^app\/(cli|start|exports)\//, 4],
  [/^app\/(routes|package-root|version)\.ts$|^app\/(http|stream)\/|^components\//, 0],
  [/^db\//, 1],
  // Every store, and the types it owns.
  [
    /^app\/(history|logs)\/|^app\/\w+\/store\.ts$|^app\/auth\/(identity|secret)\.ts$|^app\/dashboards\/definition\.ts$/,
    2,
  ],
  [/^app\/\w+\//, 3],
];

/** What a feature shows to the others: what they may ask, listen to, or speak of. Everything else in it is its own. */
const SHARED: readonly RegExp[] = [
  /^app\/\w+\/(store|live)\.ts$/,
  /^app\/auth\/(guard|password|write-token)\.ts$/,
  /^app\/dashboards\/(compose|range)\.ts$/,
];

interface Import {
  readonly from: string;
  readonly to: string;
  readonly isType: boolean;
}

const sources = ['app', 'components', 'db'].flatMap(folder =>
  readdirSync(join(packageRoot, folder), { recursive: true, encoding: 'utf8' })
    .map(path => `${folder}/${path}`)
    .filter(path => /\.tsx?$/.test(path) && !/\.(test|tck)\.tsx?$|\/testing\//.test(path)),
);

const imports = sources.flatMap(importsOf);

function importsOf(from: string): Import[] {
  const text = readFileSync(join(packageRoot, from), 'utf8');
  const found = text.matchAll(/^(?:import|export)\s+(type\s)?[^'"]*?from\s+'(\.[^']+)'|import\('(\.[^']+)'\)/gm);
  return [...found].map(([, type, plain, dynamic]) => ({
    from,
    to: relative(packageRoot, resolve(packageRoot, dirname(from), (plain ?? dynamic)!)),
    isType: type !== undefined,
  }));
}

function floorOf(path: string): number {
  const floor = FLOORS.find(([pattern]) => pattern.test(path));
  assert.ok(floor, `${path} stands on no floor: put it into a room, or name its floor here.`);
  return floor[1];
}

const featureOf = (path: string) => /^app\/(\w+)\//.exec(path)?.[1];

test('every file stands on a floor, and there are imports to look at', () => {
  for (const path of sources) floorOf(path);
  assert.ok(imports.length > 500, `only ${imports.length} imports were found`);
});

test('imports go down only', () => {
  const climbing = imports
    .filter(({ from, to }) => floorOf(to) > floorOf(from))
    .map(({ from, to }) => `${from} (floor ${floorOf(from)}) imports ${to} (floor ${floorOf(to)})`);
  assert.deepEqual(climbing, []);
});

test('features meet only at what they share', () => {
  const intruding = imports
    .filter(({ from, to }) => floorOf(from) === 3 && floorOf(to) === 3 && featureOf(from) !== featureOf(to))
    .filter(({ to }) => !SHARED.some(pattern => pattern.test(to)))
    .map(({ from, to }) => `${from} imports ${to}`);
  assert.deepEqual(intruding, []);
});

test('only config.ts reads the environment', () => {
  const readers = sources.filter(path => readFileSync(join(packageRoot, path), 'utf8').includes('process.env'));
  assert.deepEqual(readers, ['app/config.ts']);
});

test('no file goes round in a circle of imports', () => {
  const next = Map.groupBy(
    imports.filter(({ isType }) => !isType),
    ({ from }) => from,
  );
  const done = new Set<string>();
  const visit = (path: string, trail: readonly string[]): void => {
    if (trail.includes(path)) assert.fail(`circle: ${[...trail.slice(trail.indexOf(path)), path].join(' -> ')}`);
    if (done.has(path)) return;
    for (const { to } of next.get(path) ?? []) visit(to, [...trail, path]);
    done.add(path);
  };
  for (const path of sources) visit(path, []);
});
