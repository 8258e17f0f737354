import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Import, importsOf } from './testing/architecture/imports-of.ts';
import { productFiles } from './testing/architecture/source-files.ts';

/** Floor of a file by its path below the root; the first line that matches counts. */
const FLOORS: readonly (readonly [pattern: RegExp, floor: number])[] = [
  // What the package offers.
  [/^app\/exports\//, 4],
  [/^app\/events\/kept\//, 2],
  [/^app\/(cli|main|app|config|deps)\.ts$|^app\/(backup|cli|config|moving|start)\//, 4],
  [/^app\/(routes|request-level|package-root|version)\.ts$|^app\/(http|scope|stream)\/|^components\//, 0],
  [/^db\//, 1],
  [/^app\/promql\/(api\/|routes\.ts$)/, 3],
  [/^app\/jobs\/runs\//, 2],
  [/^app\/logs\/(page\/|routes\.tsx$)/, 3],
  // Every store, and the types it owns; the language in which stores are asked.
  [
    /^app\/(history|logs|promql)\/|^app\/\w+\/store\.ts$|^app\/auth\/((identity|secret)\.ts$|kept\/)|^app\/dashboards\/((definition|with-panel)\.ts$|(kinds|look|layout|kept|variables)\/)|^app\/senders\/(notes|kept-notes|recent-rate|delivery)\.ts$/,
    2,
  ],
  // What is kept of pictures: the rooms of `app/images/store.ts`.
  [/^app\/images\/kept\//, 2],
  [/^app\/\w+\//, 3],
];

/** What a feature shows to the others: what they may ask, listen to, or speak of. Everything else in it is its own. */
const SHARED: readonly RegExp[] = [
  /^app\/\w+\/(store|live)\.ts$/,
  /^app\/auth\/(guard|password|write-token)\.ts$/,
  // How a job stands and a picture is, in the same words wherever it is told.
  /^app\/jobs\/tell-state\.ts$|^app\/images\/look\/about-moment\.ts$/,
  // What those who take something in say of each request.
  /^app\/senders\/delivery\.ts$/,
  /^app\/ingest\/(check-series-name|limits|log-limits)\.ts$/,
  // A control, as an address means it.
  /^app\/dashboards\/control\/find-control\.ts$/,
  /^app\/dashboards\/(compose|machine-panels|range|view\/(board-view|is-moving))\.ts$/,
  // How panels go on when they are changed while one looks.
  /^app\/dashboards\/feed\/(moving-board|place-shown)\.ts$/,
  // How anything that has panels is read over time.
  /^app\/dashboards\/view\/(pause|range-picker)\.tsx$/,
  // How dashboards and their files stand to each other, which Settings show.
  /^app\/dashboards\/folder\/((filed-board|board-folder)\.ts|files-sheet\.tsx)$/,
  /^app\/explore\/explore-segment\.tsx$/,
  // What a query asks for, and what it costs, in words.
  /^app\/explore\/query\/(ask-query|cost-text|name-source)\.ts$|^app\/explore\/query\/explanation\.tsx$/,
  /^app\/ingest\/(checked|json-text|labels|pretty-json|quoted|time)\.ts$/,
];

const sources = productFiles().filter(({ path }) => !path.startsWith('public/'));
const paths = sources.map(({ path }) => path);

const imports = sources.flatMap(importsOf);

function floorOf(path: string): number {
  const floor = FLOORS.find(([pattern]) => pattern.test(path));
  assert.ok(floor, `${path} stands on no floor: put it into a room, or name its floor here.`);
  return floor[1];
}

const featureOf = (path: string) => /^app\/(\w+)\//.exec(path)?.[1];

test('every file stands on a floor, and there are imports to look at', () => {
  for (const path of paths) floorOf(path);
  assert.ok(imports.length > 500, `only ${imports.length} imports were found`);
});

function climbing(imports: readonly Import[]): string[] {
  return imports
    .filter(({ from, to }) => floorOf(to) > floorOf(from))
    .map(({ from, to }) => `${from} (floor ${floorOf(from)}) imports ${to} (floor ${floorOf(to)})`);
}

test('imports go down only', () => {
  assert.deepEqual(climbing(imports), []);
});

function intruding(imports: readonly Import[]): string[] {
  return imports
    .filter(({ from, to }) => floorOf(from) === 3 && floorOf(to) === 3 && featureOf(from) !== featureOf(to))
    .filter(({ to }) => !SHARED.some(pattern => pattern.test(to)))
    .map(({ from, to }) => `${from} imports ${to}`);
}

test('features meet only at what they share', () => {
  assert.deepEqual(intruding(imports), []);
});

/** Throws for a circle, naming it. Types are no part of one: they are gone when the program runs. */
function refuseCircles(imports: readonly Import[]): void {
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
  for (const path of next.keys()) visit(path, []);
}

test('no file goes round in a circle of imports', () => {
  refuseCircles(imports);
});

test('an import that climbs, intrudes or goes round in a circle would be found out', () => {
  const from = (path: string, ...lines: string[]) => importsOf({ path, text: lines.join('\n') });
  assert.deepEqual(climbing(from('app/http/x.ts', "import { a } from '../home/page.tsx';")), [
    'app/http/x.ts (floor 0) imports app/home/page.tsx (floor 3)',
  ]);
  assert.deepEqual(climbing(from('db/x.ts', "const a = await import('../app/app.ts');")).length, 1);
  assert.deepEqual(intruding(from('app/home/x.ts', "import type { A } from '../explore/rows.tsx';")), [
    'app/home/x.ts imports app/explore/rows.tsx',
  ]);
  assert.deepEqual(intruding(from('app/home/x.ts', "import { a } from '../auth/store.ts';")), []);
  const there = from('app/a.ts', 'import {', '  b,', "} from './b.ts';");
  const back = from('app/b.ts', "export * from './a.ts';");
  assert.throws(() => refuseCircles([...there, ...back]), /circle: app\/a\.ts -> app\/b\.ts -> app\/a\.ts/);
  refuseCircles([...there, ...from('app/b.ts', "import type { A } from './a.ts';")]);
});
