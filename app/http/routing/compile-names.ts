import type { ParamValue } from './params.ts';

/** Makes the parameters of a route out of the values in the order of its pattern. */
export type NameCaptures = (captures: readonly ParamValue[]) => Readonly<Record<string, ParamValue>>;

/**
 * Written out as an object literal, because keys set one by one cost a fifth of a lookup. The names are those of a pattern:
 * a letter first, then letters, digits and `_`, so none of them is more than a key.
 */
export function compileNames(names: readonly string[]): NameCaptures {
  try {
    const pairs = names.map((name, at) => `${name}: captures[${at}]`);
    return new Function('captures', `return { ${pairs.join(', ')} };`) as NameCaptures;
  } catch {
    // A host may forbid to make code from text.
    return captures => Object.fromEntries(names.map((name, at) => [name, captures[at]!]));
  }
}
