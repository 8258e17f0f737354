import type { Route } from '../route.ts';
import { compileNames, type NameCaptures } from './compile-names.ts';
import { find, type Search } from './find-leaf.ts';
import type { Endpoint } from './handler.ts';
import { bitOf, type Method, type MethodSet } from './methods.ts';
import type { ParamValue } from './params.ts';
import { PathText } from './path-text.ts';
import { namesOf, parsePattern } from './pattern.ts';
import { createTrie, leafOf } from './trie.ts';

/** All methods of one route. */
export interface Entry<H> {
  readonly pattern: string;
  readonly isStrict: boolean;
  readonly nameCaptures: NameCaptures;
  /** Each at the bit of its method: a list answers sooner than a map. */
  readonly endpoints: (Endpoint<H> | undefined)[];
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
  /**
   * The most specific entry that has one of the methods, for the path that begins at `start`. Where there is none, that is
   * certain only if the path is plain.
   */
  find(url: string, start: number, methods: MethodSet): Lookup<H>;
  /** The same for a canonical path, whose segments are decoded. */
  findDecoded(path: string, methods: MethodSet): Lookup<H>;
  /** Whether another spelling of this canonical path is sent here. */
  takesOtherSpellings(path: string): boolean;
  /** The methods of all entries. */
  allMethods(): MethodSet;
}

export function createTable<H>(): Table<H> {
  const trie = createTrie<Entry<H>>();
  const path = new PathText();
  const search = new MethodSearch(path);
  let all: MethodSet = 0;
  const lookUp = (methods: MethodSet): Lookup<H> => {
    search.begin(methods);
    const entry = find<Entry<H>>(trie, search, path.start);
    if (entry === undefined) return { entry, methods: search.seen };
    return { entry, params: entry.nameCaptures(search.captures) };
  };
  return {
    add(route, method, endpoint) {
      const segments = parsePattern(route.pattern);
      const entry = leafOf(trie, segments, () => createEntry<H>(route, namesOf(segments)));
      refuseConflict(entry, route, method);
      entry.endpoints[bitOf(method)] = endpoint;
      entry.methods |= bitOf(method);
      all |= entry.methods;
    },
    find(url, start, methods) {
      path.begin(url, start, false);
      return lookUp(methods);
    },
    findDecoded(canonical, methods) {
      path.begin(canonical, 0, true);
      return lookUp(methods);
    },
    takesOtherSpellings(canonical) {
      path.begin(canonical, 0, true);
      const isWanted = (entry: Entry<H>) => !entry.isStrict;
      return find(trie, { path, captures: [], captured: 0, isWanted }, path.start) !== undefined;
    },
    allMethods: () => all,
  };
}

/**
 * One for all lookups of a table, as each is over before the next begins: a new one, or a closure, would cost more than the
 * lookup. What it holds of the last path is not looked at again.
 */
class MethodSearch implements Search<{ readonly methods: MethodSet }> {
  readonly path: PathText;
  readonly captures: ParamValue[] = [];
  captured = 0;
  /** The methods of all leaves that it came by. */
  seen: MethodSet = 0;
  #wanted: MethodSet = 0;

  constructor(path: PathText) {
    this.path = path;
  }

  begin(wanted: MethodSet): void {
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
  return {
    pattern: route.pattern,
    isStrict: route.isStrict,
    nameCaptures: compileNames(names),
    endpoints: [],
    methods: 0,
  };
}

function refuseConflict<H>(entry: Entry<H>, route: Route, method: Method): void {
  if (entry.pattern !== route.pattern) {
    throw new TypeError(`'${route.pattern}' and '${entry.pattern}' match the same paths: use one route for both.`);
  }
  if (entry.isStrict !== route.isStrict) {
    throw new TypeError(`'${route.pattern}' is registered both strict and not: use one route for both.`);
  }
  if ((entry.methods & bitOf(method)) !== 0) {
    throw new TypeError(`${method} '${route.pattern}' is registered twice: remove one of the two.`);
  }
}
