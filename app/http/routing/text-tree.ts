/** A text and what it stands for. */
export interface Named<T> {
  readonly text: string;
  readonly value: T;
}

/**
 * Values by text, found at a place of a longer text without cutting it out, as to cut and to hash costs more than the way
 * down: it asks only for the characters by which the texts differ, and compares the whole text once.
 */
export class TextTree<T> {
  #root: Node<T> | undefined;

  /** The text must not be there yet. */
  add(text: string, value: T): void {
    this.#root = insert(this.#root, { depth: text.length, named: { text, value }, next: undefined, end: undefined });
  }

  /** The one text that can stand there; where it ends is for the caller to judge. */
  find(within: string, from: number): Named<T> | undefined {
    let node = this.#root;
    while (node?.next !== undefined) {
      const at = from + node.depth;
      node = (at < within.length ? node.next[within.charCodeAt(at)] : undefined) ?? node.end;
    }
    return node !== undefined && within.startsWith(node.named.text, from) ? node.named : undefined;
  }
}

/** A leaf, or a branch: its texts are alike for `depth` characters and go on with one of `next`, or end. */
interface Node<T> {
  readonly depth: number;
  /** At a branch any one of those below, as they begin alike. */
  readonly named: Named<T>;
  readonly next: Node<T>[] | undefined;
  end: Node<T> | undefined;
}

function insert<T>(node: Node<T> | undefined, leaf: Node<T>): Node<T> {
  if (node === undefined) return leaf;
  const depth = Math.min(node.depth, alike(node.named.text, leaf.named.text));
  if (node.next !== undefined && depth === node.depth) return put(node, leaf);
  return put(put({ depth, named: node.named, next: [], end: undefined }, node), leaf);
}

function put<T>(branch: Node<T>, node: Node<T>): Node<T> {
  const { text } = node.named;
  const code = text.charCodeAt(branch.depth);
  if (branch.depth === text.length) branch.end = node;
  else branch.next![code] = insert(branch.next![code], node);
  return branch;
}

function alike(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return at;
}
