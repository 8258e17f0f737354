/** The methods that a route can answer itself; HEAD and OPTIONS follow from them. */
export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** RFC 9110 section 9.3, RFC 5789 and QUERY. Any other token is not implemented, however the path is spelt. */
const KNOWN: ReadonlySet<string> = new Set([
  ...['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE'],
  ...['PATCH', 'QUERY'],
]);

const ALLOW_ORDER: readonly string[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

export function isKnownMethod(method: string): boolean {
  return KNOWN.has(method);
}

/** What `Allow` lists for these methods: HEAD comes with GET, OPTIONS always. */
export function allowOf(methods: Iterable<Method>): readonly string[] {
  const allowed = new Set<string>(methods).add('OPTIONS');
  if (allowed.has('GET')) allowed.add('HEAD');
  return ALLOW_ORDER.filter(method => allowed.has(method));
}
