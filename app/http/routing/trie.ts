import type { Matcher } from './matchers.ts';
import type { ParamSegment, PatternSegment } from './pattern.ts';
import { TextTree } from './text-tree.ts';

/**
 * A tree of segments. Every pattern is one path from the root, so a lookup visits a node at most once and costs by
 * the length of the path and the parameters that fit it, not by the number of patterns.
 */
export interface TrieNode<Leaf> {
  readonly statics: TextTree<TrieNode<Leaf>>;
  /** The most specific first. */
  readonly params: ParamEdge<Leaf>[];
  leaf: Leaf | undefined;
  rest: Leaf | undefined;
}

export interface ParamEdge<Leaf> {
  readonly matcher: Matcher;
  readonly suffix: string;
  readonly node: TrieNode<Leaf>;
}

export function createTrie<Leaf>(): TrieNode<Leaf> {
  return { statics: new TextTree(), params: [], leaf: undefined, rest: undefined };
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

function staticChild<Leaf>(node: TrieNode<Leaf>, text: string): TrieNode<Leaf> {
  const known = node.statics.find(text, 0);
  if (known?.text === text) return known.value;
  const child = createTrie<Leaf>();
  node.statics.add(text, child);
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
