/** Ends a `switch` over a tagged union: a case that is forgotten does not compile, and throws should it get here anyway. */
export function unreachable(value: never): never {
  throw new TypeError(`No case for ${JSON.stringify(value)}: a value came in that its type does not allow.`);
}
