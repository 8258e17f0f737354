/** The methods that a route can answer itself; HEAD and OPTIONS follow from them. */
export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** RFC 9110 section 9.3, RFC 5789 and QUERY. Any other token is not implemented, however the path is spelt. */
const KNOWN: ReadonlySet<string> = new Set([
  ...['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE'],
  ...['PATCH', 'QUERY'],
]);

/** A set of methods as bits, so that the union of many is cheap. GET is there for HEAD, too. */
export type MethodSet = number;

const BITS: ReadonlyMap<string, MethodSet> = new Map([
  ['GET', 1],
  ['HEAD', 1],
  ['POST', 2],
  ['PUT', 4],
  ['PATCH', 8],
  ['DELETE', 16],
]);

const ALLOW_ORDER = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;

/** What `Allow` lists for each set: HEAD comes with GET, OPTIONS always. */
const ALLOW: readonly (readonly string[])[] = Array.from({ length: 32 }, (_, set) =>
  ALLOW_ORDER.filter(method => method === 'OPTIONS' || (set & bitOf(method)) !== 0),
);

export function isKnownMethod(method: string): boolean {
  return KNOWN.has(method);
}

/** The set of this one method; the empty one for a method that no endpoint can have. */
export function bitOf(method: string): MethodSet {
  // Nearly every request: comparing with a constant costs less than a map.
  return method === 'GET' ? 1 : (BITS.get(method) ?? 0);
}

/** What `Allow` lists for a set of methods. */
export function allowOf(set: MethodSet): readonly string[] {
  return ALLOW[set]!;
}
