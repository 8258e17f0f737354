import type { ParamValue } from './params.ts';
import type { PathText } from './path-text.ts';
import type { ParamEdge, TrieNode } from './trie.ts';

/** What a lookup needs on its way. */
export interface Search<Leaf> {
  readonly path: PathText;
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
 * `at` is where the segment before ends.
 */
export function find<Leaf>(node: TrieNode<Leaf>, search: Search<Leaf>, at: number): Leaf | undefined {
  if (search.path.isOver(at)) return wanted(node.leaf, search);
  return findByText(node, search, at + 1) ?? findByParams(node, search, at + 1) ?? takeRest(node, search, at + 1);
}

function findByText<Leaf>(node: TrieNode<Leaf>, search: Search<Leaf>, from: number): Leaf | undefined {
  const { path } = search;
  if (path.isEncoded) return findByDecoded(node, search, from);
  const child = node.statics.find(path.text, from);
  if (child === undefined) return undefined;
  const end = from + child.text.length;
  return path.isEnd(end) ? find(child.value, search, end) : undefined;
}

function findByDecoded<Leaf>(node: TrieNode<Leaf>, search: Search<Leaf>, from: number): Leaf | undefined {
  const end = search.path.endOf(from);
  const segment = search.path.cut(from, end);
  const child = node.statics.find(segment, 0);
  return child?.text === segment ? find(child.value, search, end) : undefined;
}

function findByParams<Leaf>(node: TrieNode<Leaf>, search: Search<Leaf>, from: number): Leaf | undefined {
  if (node.params.length === 0) return undefined;
  const end = search.path.endOf(from);
  if (end < 0) return undefined;
  const segment = search.path.cut(from, end);
  for (let at = 0; at < node.params.length; at++) {
    const edge = node.params[at]!;
    const value = capture(edge, segment);
    if (value === undefined) continue;
    search.captures[search.captured++] = value;
    const leaf = find(edge.node, search, end);
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
function takeRest<Leaf>(node: TrieNode<Leaf>, search: Search<Leaf>, from: number): Leaf | undefined {
  const segments = node.rest && search.path.segmentsFrom(from);
  if (segments === undefined || segments.some(segment => segment.includes('/'))) return undefined;
  const leaf = wanted(node.rest, search);
  if (leaf !== undefined) search.captures[search.captured++] = segments.join('/');
  return leaf;
}

function wanted<Leaf>(leaf: Leaf | undefined, search: Search<Leaf>): Leaf | undefined {
  return leaf !== undefined && search.isWanted(leaf) ? leaf : undefined;
}
