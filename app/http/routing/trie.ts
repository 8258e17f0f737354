import type { Matcher } from './matchers.ts';
import type { ParamValue } from './params.ts';
import type { ParamSegment, PatternSegment } from './pattern.ts';

/**
 * A tree of segments. Every pattern is one path from the root, so a lookup visits a node at most once and costs by
 * the length of the path and the parameters that fit it, not by the number of patterns.
 */
export interface TrieNode<Leaf> {
  readonly statics: Map<string, TrieNode<Leaf>>;
  /** The most specific first. */
  readonly params: ParamEdge<Leaf>[];
  leaf?: Leaf;
  rest?: Leaf;
}

interface ParamEdge<Leaf> {
  readonly matcher: Matcher;
  readonly suffix: string;
  readonly node: TrieNode<Leaf>;
}

export function createTrie<Leaf>(): TrieNode<Leaf> {
  return { statics: new Map(), params: [] };
}

/**
 * The leaf of a pattern; made by `create` when no pattern of the same shape has one yet.
 *
 * @throws TypeError where two lists of choices overlap, because neither would be the more specific one.
 */
export function leafOf<Leaf>(root: TrieNode<Leaf>, segments: readonly PatternSegment[], create: () => Leaf): Leaf {
  let node = root;
  for (const segment of segments) {
    if (segment.kind === 'rest') {
      node.rest ??= create();
      return node.rest;
    }
    node = segment.kind === 'static' ? staticChild(node, segment.text) : paramChild(node, segment);
  }
  node.leaf ??= create();
  return node.leaf;
}

/** What a lookup needs on its way. */
export interface Search<Leaf> {
  readonly segments: readonly string[];
  /** How many of them count. */
  readonly length: number;
  /** What the parameters on the way to the present node hold, in the order of the pattern; in the end those of the leaf. */
  readonly captures: ParamValue[];
  /** How many of them count. */
  captured: number;
  /** Asked of each leaf that matches, the most specific first, until it is true. */
  isWanted(leaf: Leaf): boolean;
}

/**
 * The most specific wanted leaf. In each segment, from the left, static text goes before a longer suffix, before a
 * shorter one, before a typed parameter, before a plain one, before the rest; the order of registration says nothing.
 */
export function find<Leaf>(node: TrieNode<Leaf>, search: Search<Leaf>, depth = 0): Leaf | undefined {
  if (depth === search.length) return wanted(node.leaf, search);
  // Asking an empty map costs the hash of the text, too.
  const child = node.statics.size === 0 ? undefined : node.statics.get(search.segments[depth]!);
  const leaf = child && find(child, search, depth + 1);
  if (leaf !== undefined) return leaf;
  return findByParams(node, search, depth) ?? takeRest(node, search, depth);
}

function findByParams<Leaf>(node: TrieNode<Leaf>, search: Search<Leaf>, depth: number): Leaf | undefined {
  for (let at = 0; at < node.params.length; at++) {
    const edge = node.params[at]!;
    const value = capture(edge, search.segments[depth]!);
    if (value === undefined) continue;
    search.captures[search.captured++] = value;
    const leaf = find(edge.node, search, depth + 1);
    if (leaf !== undefined) return leaf;
    search.captured--;
  }
  return undefined;
}

function capture<Leaf>({ matcher, suffix }: ParamEdge<Leaf>, segment: string): ParamValue | undefined {
  if (suffix === '') return matcher.parse(segment);
  const end = segment.length - suffix.length;
  return end > 0 && segment.endsWith(suffix) ? matcher.parse(segment.slice(0, end)) : undefined;
}

/** An encoded slash is not taken, so that `rest` splits into its segments again and no `..` can hide in it. */
function takeRest<Leaf>(node: TrieNode<Leaf>, search: Search<Leaf>, depth: number): Leaf | undefined {
  if (node.rest === undefined) return undefined;
  const segments = search.segments.slice(depth, search.length);
  if (segments.some(segment => segment.includes('/'))) return undefined;
  const leaf = wanted(node.rest, search);
  if (leaf !== undefined) search.captures[search.captured++] = segments.join('/');
  return leaf;
}

function wanted<Leaf>(leaf: Leaf | undefined, search: Search<Leaf>): Leaf | undefined {
  return leaf !== undefined && search.isWanted(leaf) ? leaf : undefined;
}

function staticChild<Leaf>(node: TrieNode<Leaf>, text: string): TrieNode<Leaf> {
  const child = node.statics.get(text) ?? createTrie<Leaf>();
  node.statics.set(text, child);
  return child;
}

function paramChild<Leaf>(node: TrieNode<Leaf>, { matcher, suffix }: ParamSegment): TrieNode<Leaf> {
  const beside = node.params.filter(edge => edge.suffix === suffix);
  const same = beside.find(edge => edge.matcher.key === matcher.key);
  if (same !== undefined) return same.node;
  for (const edge of beside) refuseOverlap(edge.matcher, matcher);
  const child = createTrie<Leaf>();
  node.params.push({ matcher, suffix, node: child });
  node.params.sort((a, b) => b.suffix.length - a.suffix.length || a.matcher.rank - b.matcher.rank);
  return child;
}

function refuseOverlap(before: Matcher, after: Matcher): void {
  const shared = [...(before.choices ?? [])].find(choice => after.choices?.has(choice));
  if (shared === undefined) return;
  throw new TypeError(`{${before.key}} and {${after.key}} both match '${shared}': make them equal or disjoint.`);
}
