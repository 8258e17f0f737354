import { chooseVariant } from './choose-variant.ts';
import { contentTypeOf, matchContent } from './content-condition.ts';
import { allowOf, bitOf, isKnownMethod, type MethodSet } from './methods.ts';
import type { ParamValue } from './params.ts';
import { isPlain, MAX_PATH_LENGTH, parsePath, splitTarget, startOfPath } from './path.ts';
import { chooseRepresentation } from './representation.ts';
import type { RequestHead } from './request-head.ts';
import type { Resolution } from './resolution.ts';
import type { Entry, Table } from './table.ts';
import type { Variant } from './variants.ts';

type Params = Readonly<Record<string, ParamValue>>;

const NOTHING: readonly string[] = [];

/**
 * Decides what a request comes to. Reads method, URL and headers, never the body; changes nothing. What a path matches as it
 * stands, it would match after a close look, too: only the others are looked at closely, and not those that are plain. The
 * order of lines in the close look is the order of the decisions.
 */
export function resolve<H>(table: Table<H>, request: RequestHead): Resolution<H> {
  const { method, url } = request;
  const start = startOfPath(url);
  if (url.length - start > MAX_PATH_LENGTH) return resolveClosely(table, request, method, url);
  const found = table.find(url, start, bitOf(method));
  if (found.entry !== undefined) return answerBy(found.entry, found.params, request, method);
  if (!isPlain(url, start)) return resolveClosely(table, request, method, url);
  return answerMiss(table, method, url, found.methods);
}

function resolveClosely<H>(table: Table<H>, request: RequestHead, method: string, url: string): Resolution<H> {
  const { path, query } = splitTarget(url);
  const parsed = parsePath(path);
  if (parsed.kind === 'malformed') return { kind: 'bad-request', reason: parsed.reason };
  if (!isKnownMethod(method)) return { kind: 'not-implemented' };
  if (parsed.canonical === path) {
    const found = table.findDecoded(path, bitOf(method));
    if (found.entry !== undefined) return answerBy(found.entry, found.params, request, method);
    return answerMiss(table, method, url, found.methods);
  }
  // Nobody is sent to a path that has nothing.
  if (!table.takesOtherSpellings(parsed.canonical)) return { kind: 'not-found' };
  return { kind: 'redirect', status: 308, location: parsed.canonical + query };
}

function answerMiss<H>(table: Table<H>, method: string, url: string, methods: MethodSet): Resolution<H> {
  if (!isKnownMethod(method)) return { kind: 'not-implemented' };
  const isOptions = method === 'OPTIONS';
  const isAboutServer = isOptions && splitTarget(url).path === '/*';
  if (isAboutServer) return { kind: 'options', allow: allowOf(table.allMethods()) };
  if (methods === 0) return { kind: 'not-found' };
  return { kind: isOptions ? 'options' : 'method-not-allowed', allow: allowOf(methods) };
}

function answerBy<H>(entry: Entry<H>, params: Params, request: RequestHead, method: string): Resolution<H> {
  const head = method === 'HEAD';
  const { handler, variants, accepts, offer } = entry.endpoints[bitOf(method)]!;
  if (variants !== undefined) return answerByVariant(entry, variants, params, request, head);
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
    head,
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
  head: boolean,
): Resolution<H> {
  const choice = chooseVariant(variants, request);
  if (choice.kind !== 'variant') return choice;
  const { variant, when, vary } = choice;
  const { name, handler } = variant;
  const undecided = { representation: undefined, canShowAnsi: false };
  return { kind: 'match', handler, pattern, params, head, vary, ...undecided, variant: { name, when } };
}
