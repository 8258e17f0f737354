import { chooseVariant } from './choose-variant.ts';
import { contentTypeOf, matchContent } from './content-condition.ts';
import { allowOf, bitOf, isKnownMethod, type Method } from './methods.ts';
import type { ParamValue } from './params.ts';
import { parsePath, plainSegments, splitTarget } from './path.ts';
import { chooseRepresentation } from './representation.ts';
import type { RequestHead } from './request-head.ts';
import type { Resolution } from './resolution.ts';
import type { Entry, Table } from './table.ts';
import type { Variant } from './variants.ts';

type Params = Readonly<Record<string, ParamValue>>;

const NOTHING: readonly string[] = [];

/**
 * Decides what a request comes to. Reads method, URL and headers, never the body; changes nothing. A path in its plain
 * form is looked up at once; what it comes to is then the same as in the long way, whose order of lines is the order of
 * the decisions.
 */
export function resolve<H>(table: Table<H>, request: RequestHead): Resolution<H> {
  const count = plainSegments(request.url, table.segments);
  return count === undefined ? resolveClosely(table, request) : lookUp(table, table.segments, count, request);
}

function resolveClosely<H>(table: Table<H>, request: RequestHead): Resolution<H> {
  const { path, query } = splitTarget(request.url);
  const parsed = parsePath(path);
  if (parsed.kind === 'malformed') return { kind: 'bad-request', reason: parsed.reason };
  if (!isKnownMethod(request.method)) return { kind: 'not-implemented' };
  if (parsed.canonical === path) return lookUp(table, parsed.segments, parsed.segments.length, request);
  // Nobody is sent to a path that has nothing.
  if (!table.takesOtherSpellings(parsed.segments)) return { kind: 'not-found' };
  return { kind: 'redirect', status: 308, location: parsed.canonical + query };
}

function lookUp<H>(table: Table<H>, segments: readonly string[], count: number, request: RequestHead): Resolution<H> {
  const { method } = request;
  const found = table.find(segments, count, bitOf(method));
  if (found.entry !== undefined) return answerBy(found.entry, found.params, request);
  if (!isKnownMethod(method)) return { kind: 'not-implemented' };
  const isOptions = method === 'OPTIONS';
  const isAboutServer = isOptions && count === 1 && segments[0] === '*';
  if (isAboutServer) return { kind: 'options', allow: allowOf(table.allMethods()) };
  if (found.methods === 0) return { kind: 'not-found' };
  return { kind: isOptions ? 'options' : 'method-not-allowed', allow: allowOf(found.methods) };
}

function answerBy<H>(entry: Entry<H>, params: Params, request: RequestHead): Resolution<H> {
  const isHead = request.method === 'HEAD';
  const endpoint = entry.endpoints.get(isHead ? 'GET' : (request.method as Method))!;
  if (endpoint.variants !== undefined) return answerByVariant(entry, endpoint.variants, params, request);
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
    head: isHead,
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
): Resolution<H> {
  const choice = chooseVariant(variants, request);
  if (choice.kind !== 'variant') return choice;
  const { variant, when, vary } = choice;
  const { name, handler } = variant;
  const head = request.method === 'HEAD';
  const undecided = { representation: undefined, canShowAnsi: false };
  return { kind: 'match', handler, pattern, params, head, vary, ...undecided, variant: { name, when } };
}
