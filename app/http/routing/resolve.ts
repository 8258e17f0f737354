import { covers, parseMediaRange } from './media-range.ts';
import { isKnownMethod, type Method } from './methods.ts';
import type { ParamValue } from './params.ts';
import { parsePath, splitTarget } from './path.ts';
import { chooseRepresentation } from './representation.ts';
import type { Resolution } from './resolution.ts';
import type { Endpoint, Entry, Table } from './table.ts';

/** RFC 9110 8.3: what content is that does not say its type. */
const UNNAMED_CONTENT = 'application/octet-stream';

/**
 * Decides what a request comes to. Reads method, URL and headers, never the body; changes nothing.
 * The order of the decisions is the order of the lines.
 */
export function resolve<H>(table: Table<H>, request: Request): Resolution<H> {
  const { path, query } = splitTarget(request.url);
  const method = endpointMethod(request.method);
  const exact = table.exact(path);
  if (exact?.endpoints.has(method)) return answerBy(exact, {}, request); // No more specific entry can exist.

  const parsed = parsePath(path);
  if (parsed.kind === 'malformed') return { kind: 'bad-request', reason: parsed.reason };
  if (!isKnownMethod(request.method)) return { kind: 'not-implemented' };
  if (request.method === 'OPTIONS' && path === '/*') return { kind: 'options', allow: table.allowAnywhere() };
  if (parsed.canonical !== path) return redirect(table, parsed.segments, parsed.canonical + query);

  const found = table.find(parsed.segments, entry => entry.endpoints.has(method));
  if (found !== undefined) return answerBy(found.entry, found.params, request);
  const allow = table.allow(parsed.segments);
  if (allow === undefined) return { kind: 'not-found' };
  return { kind: request.method === 'OPTIONS' ? 'options' : 'method-not-allowed', allow };
}

/** GET's endpoint answers HEAD. A method that no endpoint can have is looked up in vain. */
function endpointMethod(method: string): Method {
  return (method === 'HEAD' ? 'GET' : method) as Method;
}

/** Nobody is sent to a path that has nothing. */
function redirect<H>(table: Table<H>, segments: readonly string[], location: string): Resolution<H> {
  const target = table.find(segments, entry => !entry.isStrict);
  return target === undefined ? { kind: 'not-found' } : { kind: 'redirect', status: 308, location };
}

function answerBy<H>(entry: Entry<H>, params: Readonly<Record<string, ParamValue>>, request: Request): Resolution<H> {
  const { handler, accepts, offer } = entry.endpoints.get(endpointMethod(request.method))!;
  if (!isReadable(accepts, request.headers)) return { kind: 'unsupported-media-type', accept: accepts!.types };
  const representation = offer && chooseRepresentation(request.headers, offer);
  if (offer !== undefined && representation === undefined) {
    return { kind: 'not-acceptable', offers: offer.mediaTypes, vary: offer.vary };
  }
  const head = request.method === 'HEAD';
  return { kind: 'match', handler, pattern: entry.pattern, params, head, vary: offer?.vary ?? [], representation };
}

function isReadable(accepts: Endpoint<unknown>['accepts'], headers: Headers): boolean {
  if (accepts === undefined) return true;
  const type = parseMediaRange(headers.get('content-type') ?? UNNAMED_CONTENT);
  return type !== undefined && accepts.ranges.some(range => covers(range, type.essence));
}
