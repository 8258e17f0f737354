/**
 * Routers compared: nanoseconds per decision, the median of several rounds.
 * `node --import tsx bench/router.ts`. "regex list" is the naive router: one expression per route, tried in turn.
 * The first two look at method and path; ours also negotiates the representation and works out `Allow`.
 */
import { RegExpRouter } from 'hono/router/reg-exp-router';
import { SmartRouter } from 'hono/router/smart-router';
import { TrieRouter } from 'hono/router/trie-router';
import { route } from '../app/http/route.ts';
import { createRouter } from '../app/http/router.ts';

const ROUNDS = 9;
const CALLS_PER_ROUND = 20_000;
const TABLE_SIZES = [10, 100, 1000];
const BROWSER_ACCEPT = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8';

type Decide = (method: string, path: string) => () => unknown;

const contenders: Record<string, (patterns: readonly string[]) => Decide> = {
  'regex list': naive,
  'Hono SmartRouter': hono,
  'this router, handler': ours,
  'this router, representations': oursRepresenting,
};

console.log(
  'ns per decision'.padEnd(30),
  'routes',
  'hit first'.padStart(10),
  'hit last'.padStart(10),
  'miss'.padStart(8),
  '405'.padStart(8),
);
for (const [name, create] of Object.entries(contenders)) {
  for (const size of TABLE_SIZES) printRow(name, size, create(patternsOf(size)));
}
console.log();
printRatio('C19 1000 routes against 10, hit last', hitLast(1000), hitLast(10));
printRatio('C12 8000 characters against 4000, near miss', nearMiss(8000), nearMiss(4000));

function patternsOf(count: number): readonly string[] {
  return Array.from({ length: count }, (_, at) => `/area-${at}/:name/items/:id`);
}

function printRow(name: string, size: number, decide: Decide): void {
  const last = size - 1;
  const cells = [
    medianNs(decide('GET', '/area-0/attic/items/7')),
    medianNs(decide('GET', `/area-${last}/attic/items/7`)),
    medianNs(decide('GET', `/area-${last}/attic/nothing/7`)),
    medianNs(decide('PATCH', `/area-${last}/attic/items/7`)),
  ];
  const [first, hit, miss, wrong] = cells.map(ns => ns.toFixed(0));
  console.log(
    name.padEnd(30),
    String(size).padStart(6),
    first!.padStart(10),
    hit!.padStart(10),
    miss!.padStart(8),
    wrong!.padStart(8),
  );
}

function printRatio(claim: string, greater: () => unknown, smaller: () => unknown): void {
  console.log(`${claim}: ${(medianNs(greater) / medianNs(smaller)).toFixed(2)} times the time`);
}

function hitLast(size: number): () => unknown {
  return ours(patternsOf(size))('GET', `/area-${size - 1}/attic/items/7`);
}

/** Every matcher reads a long segment to its end, then the pattern fails. */
function nearMiss(length: number): () => unknown {
  const router = ['/:a{slug}/x', '/:a{int}/x', '/:a.json/x', '/:a{uuid}/x', '/:a/x'];
  return ours(router)('GET', `/${'1'.repeat(length)}/y`);
}

function naive(patterns: readonly string[]): Decide {
  const list = patterns.map(pattern => ({
    method: 'GET',
    regex: new RegExp(`^${pattern.replace(/:(\w+)/g, '(?<$1>[^/]+)')}$`),
  }));
  return (method, path) => () => {
    for (const entry of list) {
      const match = entry.regex.exec(path);
      if (match !== null && entry.method === method) return match.groups;
    }
    return undefined;
  };
}

function hono(patterns: readonly string[]): Decide {
  const router = new SmartRouter<string>({ routers: [new RegExpRouter(), new TrieRouter()] });
  for (const pattern of patterns) router.add('GET', pattern, pattern);
  return (method, path) => () => router.match(method, path);
}

function ours(patterns: readonly string[]): Decide {
  const router = createRouter();
  for (const pattern of patterns) router.on(route(pattern), { GET: () => new Response() });
  return (method, path) => {
    const request = new Request(`http://localhost${path}`, { method });
    return () => router.resolve(request);
  };
}

function oursRepresenting(patterns: readonly string[]): Decide {
  const router = createRouter();
  const draw = () => new Response();
  for (const pattern of patterns) {
    router.represent(route(pattern), {
      load: draw,
      offers: ['page', 'fragment', 'json'],
      page: draw,
      fragment: draw,
      json: draw,
    });
  }
  return (method, path) => {
    const request = new Request(`http://localhost${path}`, { method, headers: { accept: BROWSER_ACCEPT } });
    return () => router.resolve(request);
  };
}

function medianNs(decide: () => unknown): number {
  const rounds = Array.from({ length: ROUNDS }, () => {
    const start = process.hrtime.bigint();
    for (let call = 0; call < CALLS_PER_ROUND; call++) decide();
    return Number(process.hrtime.bigint() - start) / CALLS_PER_ROUND;
  });
  return rounds.sort((a, b) => a - b)[ROUNDS >> 1]!;
}
