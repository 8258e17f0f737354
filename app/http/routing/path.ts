/** Longest raw path that is looked at, in characters; RFC 9110 4.1 asks for at least 8000. A longer one is malformed. */
export const MAX_PATH_LENGTH = 8192;

export type ParsedPath =
  | { readonly kind: 'path'; readonly segments: readonly string[]; readonly canonical: string }
  | { readonly kind: 'malformed'; readonly reason: string };

/** Serialised URLs hold visible ASCII alone. A backslash, tab or line end would let a redirect leave this host. */
const NOT_SERIALISED = /[^!-[\]-~]/;

const COLON = 0x3a;

const PLAIN_SEGMENTS = /(?:\/[!"$&-\-0->@-[\]-~][!"$&-.0->@-[\]-~]*)+/y;

/**
 * Whether the path that begins here is written as nearly all are: in its canonical form, with nothing to decode. Of a path
 * with a segment that begins with a dot, and of the root, it does not say so.
 */
export function isPlain(url: string, start: number): boolean {
  PLAIN_SEGMENTS.lastIndex = start;
  if (!PLAIN_SEGMENTS.test(url)) return false;
  const next = url[PLAIN_SEGMENTS.lastIndex];
  return next === undefined || next === '?' || next === '#';
}

/** Cuts the path and the query (with its `?`, or empty) out of a serialised absolute URL, without parsing the rest. */
export function splitTarget(url: string): { readonly path: string; readonly query: string } {
  const start = startOfPath(url);
  const hash = url.indexOf('#', start);
  const end = hash < 0 ? url.length : hash;
  const mark = url.indexOf('?', start);
  const pathEnd = mark < 0 || mark > end ? end : mark;
  return { path: url.slice(start, pathEnd), query: url.slice(pathEnd, end) };
}

/** Behind `http://host`. */
export function startOfPath(url: string): number {
  const colon = url.charCodeAt(4) === COLON ? 4 : url.indexOf(':');
  return url.indexOf('/', colon + 3);
}

/**
 * Splits a raw path on `/` and decodes each segment exactly once, so `%2F` stays inside its segment. Empty segments
 * are left out; `canonical` is the raw path without them: it begins with one `/` and, but for the root, ends without.
 */
export function parsePath(path: string): ParsedPath {
  if (path.length > MAX_PATH_LENGTH) return malformed(`The path is longer than ${MAX_PATH_LENGTH} characters.`);
  if (NOT_SERIALISED.test(path)) return malformed('The path holds a character that must be percent-encoded.');
  const raw = path.split('/').filter(segment => segment !== '');
  const segments = path.includes('%') ? raw.map(decodeSegment) : raw;
  if (segments.includes(undefined)) return malformed('The path holds a % that does not begin an encoded character.');
  return checkSegments(segments as string[], `/${raw.join('/')}`);
}

function decodeSegment(segment: string): string | undefined {
  if (!segment.includes('%')) return segment;
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined; // The platform has no other way to ask whether the escapes are well formed.
  }
}

function checkSegments(segments: readonly string[], canonical: string): ParsedPath {
  for (const segment of segments) {
    if (segment.includes('\0')) return malformed('The path holds a NUL character.');
    if (segment === '.' || segment === '..') return malformed('The path holds a dot segment.');
  }
  return { kind: 'path', segments, canonical };
}

function malformed(reason: string): ParsedPath {
  return { kind: 'malformed', reason };
}
