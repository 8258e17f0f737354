import { chooseVariant } from './choose-variant.ts';
import { contentTypeOf, matchContent } from './content-condition.ts';
import { isKnownMethod, type Method } from './methods.ts';
import type { ParamValue } from './params.ts';
import { parsePath, splitTarget } from './path.ts';
import { chooseRepresentation } from './representation.ts';
import type { RequestHead } from './request-head.ts';
import type { Resolution } from './resolution.ts';
import type { Entry, Table } from './table.ts';
import type { Variant } from './variants.ts';

type Params = Readonly<Record<string, ParamValue>>;

const NOTHING: readonly string[] = [];

/**
 * Decides what a request comes to. Reads method, URL and headers, never the body; changes nothing.
 * The order of the decisions is the order of the lines.
 */
export function resolve<H>(table: Table<H>, request: RequestHead): Resolution<H> {
  const { path, query } = splitTarget(request.url);
  const method = endpointMethod(request.method);
  const exact = table.exact(path);
  if (exact?.endpoints.has(method)) return answerBy(exact, {}, request, query); // No more specific entry can exist.

  const parsed = parsePath(path);
  if (parsed.kind === 'malformed') return { kind: 'bad-request', reason: parsed.reason };
  if (!isKnownMethod(request.method)) return { kind: 'not-implemented' };
  if (request.method === 'OPTIONS' && path === '/*') return { kind: 'options', allow: table.allowAnywhere() };
  if (parsed.canonical !== path) return redirect(table, parsed.segments, parsed.canonical + query);

  const found = table.find(parsed.segments, entry => entry.endpoints.has(method));
  if (found !== undefined) return answerBy(found.entry, found.params, request, query);
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

function answerBy<H>(entry: Entry<H>, params: Params, request: RequestHead, query: string): Resolution<H> {
  const endpoint = entry.endpoints.get(endpointMethod(request.method))!;
  if (endpoint.variants !== undefined) return answerByVariant(entry, endpoint.variants, params, request, query);
  const { handler, accepts, offer } = endpoint;
  if (accepts !== undefined && matchContent(accepts, contentTypeOf(request.headers)) === undefined) {
    return { kind: 'unsupported-media-type', accept: accepts.types };
  }
  const chosen = offer && chooseRepresentation(request.headers, offer);
  if (offer !== undefined && chosen === undefined) {
    return { kind: 'not-acceptable', offers: offer.mediaTypes, vary: offer.vary };
  }
  return {
    kind: 'match',
    handler: handler!,
    pattern: entry.pattern,
    params,
    head: request.method === 'HEAD',
    vary: chosen === undefined ? NOTHING : chosen.vary,
    representation: chosen?.representation,
    canShowAnsi: chosen?.canShowAnsi ?? false,
    variant: undefined,
  };
}

function answerByVariant<H>(
  { pattern }: Entry<H>,
  variants: readonly Variant<H>[],
  params: Params,
  request: RequestHead,
  query: string,
): Resolution<H> {
  const choice = chooseVariant(variants, request, query);
  if (choice.kind !== 'variant') return choice;
  const { variant, when, vary } = choice;
  const { name, handler } = variant;
  const head = request.method === 'HEAD';
  const undecided = { representation: undefined, canShowAnsi: false };
  return { kind: 'match', handler, pattern, params, head, vary, ...undecided, variant: { name, when } };
}
