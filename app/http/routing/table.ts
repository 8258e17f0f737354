import type { Route } from '../route.ts';
import type { Endpoint } from './handler.ts';
import { bitOf, type Method, type MethodSet } from './methods.ts';
import type { ParamValue } from './params.ts';
import { namesOf, parsePattern } from './pattern.ts';
import { createTrie, find, leafOf, type Search } from './trie.ts';

/** All methods of one route. */
export interface Entry<H> {
  readonly pattern: string;
  readonly isStrict: boolean;
  readonly names: readonly string[];
  readonly endpoints: Map<Method, Endpoint<H>>;
  /** The methods of `endpoints`. */
  methods: MethodSet;
}

export type Lookup<H> =
  | { readonly entry: Entry<H>; readonly params: Readonly<Record<string, ParamValue>> }
  /** The methods of all entries that match the path; none where no entry does. */
  | { readonly entry: undefined; readonly methods: MethodSet };

/** The registered routes, and the questions that a request puts to them. */
export interface Table<H> {
  /** @throws TypeError when the endpoint exists, or another pattern matches the same paths equally well. */
  add(route: Route, method: Method, endpoint: Endpoint<H>): void;
  /** The most specific entry that has one of the methods; of the segments only so many count. */
  find(segments: readonly string[], length: number, methods: MethodSet): Lookup<H>;
  /** Whether another spelling of such a path is sent here. */
  takesOtherSpellings(segments: readonly string[]): boolean;
  /** The methods of all entries. */
  allMethods(): MethodSet;
  /** A list to be filled with the segments of a path and looked up at once. */
  readonly segments: string[];
}

export function createTable<H>(): Table<H> {
  const trie = createTrie<Entry<H>>();
  const search = new MethodSearch();
  let all: MethodSet = 0;
  return {
    add(route, method, endpoint) {
      const segments = parsePattern(route.pattern);
      const entry = leafOf(trie, segments, () => createEntry<H>(route, namesOf(segments)));
      refuseConflict(entry, route, method);
      entry.endpoints.set(method, endpoint);
      entry.methods |= bitOf(method);
      all |= entry.methods;
    },
    find(segments, length, methods) {
      search.begin(segments, length, methods);
      const entry = find<Entry<H>>(trie, search);
      if (entry === undefined) return { entry, methods: search.seen };
      return { entry, params: nameCaptures(entry.names, search.captures) };
    },
    takesOtherSpellings: segments =>
      find(trie, {
        segments,
        length: segments.length,
        captures: [],
        captured: 0,
        isWanted: entry => !entry.isStrict,
      }) !== undefined,
    allMethods: () => all,
    segments: [],
  };
}

/**
 * One for all lookups of a table, as each is over before the next begins: a new one, or a closure, would cost more than the
 * lookup. What it holds of the last path is not looked at again.
 */
class MethodSearch implements Search<{ readonly methods: MethodSet }> {
  readonly captures: ParamValue[] = [];
  segments: readonly string[] = [];
  length = 0;
  captured = 0;
  /** The methods of all leaves that it came by. */
  seen: MethodSet = 0;
  #wanted: MethodSet = 0;

  begin(segments: readonly string[], length: number, wanted: MethodSet): void {
    this.segments = segments;
    this.length = length;
    this.captured = 0;
    this.seen = 0;
    this.#wanted = wanted;
  }

  isWanted({ methods }: { readonly methods: MethodSet }): boolean {
    this.seen |= methods;
    return (methods & this.#wanted) !== 0;
  }
}

function createEntry<H>(route: Route, names: readonly string[]): Entry<H> {
  return { pattern: route.pattern, isStrict: route.isStrict, names, endpoints: new Map(), methods: 0 };
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
  for (let at = 0; at < names.length; at++) params[names[at]!] = captures[at]!;
  return params;
}
