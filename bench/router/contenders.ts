import findMyWay from 'find-my-way';
import { RegExpRouter } from 'hono/router/reg-exp-router';
import { SmartRouter } from 'hono/router/smart-router';
import { TrieRouter } from 'hono/router/trie-router';
import { route } from '../../app/http/route.ts';
import { createRouter, type PatternRouter, type RequestHead } from '../../app/http/router.ts';
import { createNaiveRouter } from '../naive/router.ts';
import { flat } from './flat.ts';

/** Registers GET for the patterns; then makes the decision about one request, to be called again and again. */
export type Contender = (patterns: readonly string[]) => (method: string, path: string) => () => unknown;

export const BROWSER_ACCEPT = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8';

const draw = () => new Response();
const renderers = { page: draw, fragment: draw, json: draw, text: draw, events: draw };
const offers = ['page', 'fragment', 'json', 'text', 'events'] as const;

export const contenders: Readonly<Record<string, Contender>> = {
  'naive: list of expressions': patterns =>
    resolving(handling(createNaiveRouter() as PatternRouter, patterns), nodeHead),
  'Hono RegExpRouter': patterns => hono(new RegExpRouter<string>(), patterns),
  'Hono TrieRouter': patterns => hono(new TrieRouter<string>(), patterns),
  'Hono SmartRouter': patterns =>
    hono(new SmartRouter<string>({ routers: [new RegExpRouter(), new TrieRouter()] }), patterns),
  'find-my-way': patterns => {
    const router = findMyWay();
    for (const pattern of patterns) router.on('GET', pattern as `/${string}`, draw);
    return (method, path) => () => router.find(method as 'GET', path);
  },
  'ours: path and method': patterns => resolving(handling(createRouter(), patterns), nodeHead),
  'ours: and representation': patterns => resolving(representing(createRouter(), patterns), nodeHead),
  'ours: and representation, over a Request': patterns => resolving(representing(createRouter(), patterns), fetchHead),
};

function handling(router: PatternRouter, patterns: readonly string[]): PatternRouter {
  for (const pattern of patterns) router.on(route(pattern), { GET: draw });
  return router;
}

function representing(router: PatternRouter, patterns: readonly string[]): PatternRouter {
  for (const pattern of patterns) router.represent(route(pattern), { load: draw, offers, ...renderers });
  return router;
}

function resolving(router: PatternRouter, headOf: (method: string, path: string) => RequestHead) {
  return (method: string, path: string) => {
    const head = headOf(method, path);
    return () => router.resolve(head);
  };
}

function nodeHead(method: string, path: string): RequestHead {
  const fields: Record<string, string> = { accept: BROWSER_ACCEPT, host: 'localhost', 'user-agent': 'Mozilla/5.0' };
  return { method, url: flat(`http://localhost${path}`), headers: { get: name => fields[name] ?? null } };
}

function fetchHead(method: string, path: string): Request {
  return new Request(`http://localhost${path}`, { method, headers: { accept: BROWSER_ACCEPT } });
}

interface HonoRouter {
  add(method: string, path: string, handler: string): void;
  match(method: string, path: string): unknown;
}

function hono(router: HonoRouter, patterns: readonly string[]) {
  for (const pattern of patterns) router.add('GET', pattern, pattern);
  return (method: string, path: string) => () => router.match(method, path);
}
