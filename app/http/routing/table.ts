import type { Route } from '../route.ts';
import type { Endpoint } from './handler.ts';
import { allowOf, type Method } from './methods.ts';
import type { ParamValue } from './params.ts';
import { namesOf, parsePattern } from './pattern.ts';
import { createTrie, find, leafOf } from './trie.ts';

/** All methods of one route. */
export interface Entry<H> {
  readonly pattern: string;
  readonly isStrict: boolean;
  readonly names: readonly string[];
  readonly endpoints: Map<Method, Endpoint<H>>;
}

export interface FoundEntry<H> {
  readonly entry: Entry<H>;
  readonly params: Readonly<Record<string, ParamValue>>;
}

/** The registered routes, and the questions that a request puts to them. */
export interface Table<H> {
  /** @throws TypeError when the endpoint exists, or another pattern matches the same paths equally well. */
  add(route: Route, method: Method, endpoint: Endpoint<H>): void;
  /** The entry of a pattern without parameters, by its encoded path. */
  exact(path: string): Entry<H> | undefined;
  /** The most specific entry for which the claim holds. */
  find(segments: readonly string[], isWanted: (entry: Entry<H>) => boolean): FoundEntry<H> | undefined;
  /** What `Allow` says for a path; undefined when no entry matches it. */
  allow(segments: readonly string[]): readonly string[] | undefined;
  /** What `Allow` says for the server as a whole. */
  allowAnywhere(): readonly string[];
}

export function createTable<H>(): Table<H> {
  const trie = createTrie<Entry<H>>();
  const entries = new Set<Entry<H>>();
  const exact = new Map<string, Entry<H>>();
  return {
    add(route, method, endpoint) {
      const segments = parsePattern(route.pattern);
      const entry = leafOf(trie, segments, () => createEntry<H>(route, namesOf(segments)));
      refuseConflict(entry, route, method);
      entry.endpoints.set(method, endpoint);
      entries.add(entry);
      if (segments.every(segment => segment.kind === 'static')) exact.set(route.href(), entry);
    },
    exact: path => exact.get(path),
    find(segments, isWanted) {
      const found = find(trie, segments, isWanted);
      return found && { entry: found.leaf, params: nameCaptures(found.leaf.names, found.captures) };
    },
    allow(segments) {
      const matching: Entry<H>[] = [];
      find(trie, segments, entry => {
        matching.push(entry);
        return false;
      });
      return matching.length === 0 ? undefined : allowOf(methodsOf(matching));
    },
    allowAnywhere: () => allowOf(methodsOf(entries)),
  };
}

function createEntry<H>(route: Route, names: readonly string[]): Entry<H> {
  return { pattern: route.pattern, isStrict: route.isStrict, names, endpoints: new Map() };
}

function refuseConflict<H>(entry: Entry<H>, route: Route, method: Method): void {
  if (entry.pattern !== route.pattern) {
    throw new TypeError(`'${route.pattern}' and '${entry.pattern}' match the same paths: use one route for both.`);
  }
  if (entry.isStrict !== route.isStrict) {
    throw new TypeError(`'${route.pattern}' is registered both strict and not: use one route for both.`);
  }
  if (entry.endpoints.has(method)) {
    throw new TypeError(`${method} '${route.pattern}' is registered twice: remove one of the two.`);
  }
}

function nameCaptures(names: readonly string[], captures: readonly ParamValue[]): Record<string, ParamValue> {
  const params: Record<string, ParamValue> = {};
  for (const [at, name] of names.entries()) params[name] = captures[at]!;
  return params;
}

function methodsOf<H>(entries: Iterable<Entry<H>>): Method[] {
  return [...entries].flatMap(entry => [...entry.endpoints.keys()]);
}
