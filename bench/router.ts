/**
 * Routers beside each other: what one decision costs. `npm run bench router`; about a minute.
 *
 * A decision is everything up to the handler. The peers decide path and method; "naive" is the list of expressions of
 * `bench/naive/router.ts`; ours is shown with a handler alone, and with five representations, where it also reads `Accept` and works
 * out `Vary`. find-my-way and ours get their input as a Node host has it (texts, and a record of headers); "over a Request" reads a
 * real `Request` in place of it. Each figure is CPU time, the best of several rounds in which all contenders take turns, so that a busy
 * machine disturbs them alike; read the ratios. Bytes are what one decision leaves on the heap.
 */
import { printTable } from './print-table.ts';
import { type Contender, contenders } from './router/contenders.ts';
import { flat } from './router/flat.ts';
import { hostileInputs } from './router/hostile-inputs.ts';
import { measure } from './router/measure.ts';

const SIZES = [10, 100, 1000];
const PEER = 'find-my-way';

for (const size of SIZES) printSize(size);
printFlatness();
printHostile();

/** The last area is the one that a list finds last. Each path is one text in memory, as a parser leaves it. */
function pathsAmong(size: number): Readonly<Record<string, [method: string, path: string]>> {
  const last = size - 1;
  return {
    'hit first': ['GET', flat('/area-0/attic/items/7')],
    'hit last': ['GET', flat(`/area-${last}/attic/items/7`)],
    miss: ['GET', flat(`/area-${last}/attic/nothing/7`)],
    'other method': ['PATCH', flat(`/area-${last}/attic/items/7`)],
  };
}

function patternsOf(count: number): readonly string[] {
  return Array.from({ length: count }, (_, at) => `/area-${at}/:name/items/:id`);
}

function measureAll(size: number): ReadonlyMap<string, readonly { readonly ns: number; readonly bytes: number }[]> {
  const made = Object.entries(contenders).map(([name, create]) => [name, create(patternsOf(size))] as const);
  const cases = Object.values(pathsAmong(size));
  const byCase = cases.map(([method, path]) => measure(made.map(([, prepare]) => prepare(method, path))));
  return new Map(made.map(([name], at) => [name, byCase.map(results => results[at]!)]));
}

function printSize(size: number): void {
  const results = measureAll(size);
  const peer = results.get(PEER)!;
  const rows = [...results].map(([name, cells]) => [
    name,
    ...cells.map(({ ns }) => ns.toFixed(0)),
    ...cells.map(({ ns }, at) => `${(ns / peer[at]!.ns).toFixed(1)}x`),
    cells[1]!.bytes.toFixed(0),
  ]);
  const cases = Object.keys(pathsAmong(size));
  const columns = ['ns per decision', ...cases, ...cases.map(name => `${name} : ${PEER}`), 'bytes'];
  printTable(`${size} routes`, columns, rows);
}

function printFlatness(): void {
  const hitLast = (create: Contender, size: number) => create(patternsOf(size))(...pathsAmong(size)['hit last']!);
  const rows = Object.entries(contenders).map(([name, create]) => {
    const [few, many] = measure([hitLast(create, 10), hitLast(create, 1000)]);
    return [name, few!.ns.toFixed(0), many!.ns.toFixed(0), `${(many!.ns / few!.ns).toFixed(1)}x`];
  });
  printTable('C19 hit last: flat in the number of routes', ['ns per decision', '10', '1000', '1000 : 10'], rows);
}

function printHostile(): void {
  const rows = hostileInputs.map(({ name, decide, length }) => {
    const [half, whole] = measure([decide(length / 2), decide(length)]);
    return [name, String(length), half!.ns.toFixed(0), whole!.ns.toFixed(0), `${(whole!.ns / half!.ns).toFixed(1)}x`];
  });
  printTable('C12 hostile input: twice the length', ['', 'characters', 'half: ns', 'whole: ns', 'whole : half'], rows);
}
