/** A place where a text names a variable: `$name`, `${name}` or `${name:regex}`. */
export interface Reference {
  readonly name: string;
  /** How the values are to be written; undefined: as fits the place. */
  readonly format: string | undefined;
  readonly from: number;
  readonly to: number;
}

const REFERENCE = /\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)(?::(\w+))?\})/g;

/** All of them, in their order. */
export function findReferences(text: string): Reference[] {
  return Array.from(text.matchAll(REFERENCE), ({ 0: whole, 1: bare, 2: braced, 3: format, index }) => ({
    name: (bare ?? braced)!,
    format,
    from: index,
    to: index + whole.length,
  }));
}
