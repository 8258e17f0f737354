import { type Route, route } from '../../app/http/route.ts';
import type {
  MethodEntry,
  PatternRouter,
  Representation,
  RequestHead,
  Resolution,
  RouterOptions,
} from '../../app/http/router.ts';

type Params = Record<string, string | number>;
// biome-ignore lint/suspicious/noExplicitAny: handlers of all routes lie in one list
type Any = any;
type AnyHandler = (ctx: Any) => Response | Promise<Response>;

interface RegexRoute {
  readonly pattern: string;
  readonly expression: RegExp;
  readonly method: string;
  readonly entry: MethodEntry<Any, Any>;
}

const TYPES: Readonly<Record<string, string>> = {
  int: '-?\\d+',
  uuid: '[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}',
  slug: '[a-z0-9_-]+',
};

/**
 * A router as one writes it first: a list of expressions with their handlers, tried in turn; the first that matches path
 * and method takes the request. `Accept` is searched for the names of the forms.
 */
export function createNaiveRouter<Extra extends object>({ answer }: RouterOptions<Extra> = {}): PatternRouter<Extra> {
  const routes: RegexRoute[] = [];
  const router: PatternRouter<Extra> = {
    route,
    on(added: Route, methods) {
      for (const [method, entry] of Object.entries(methods)) {
        const { pattern } = added;
        routes.push({ pattern, expression: toExpression(pattern), method, entry: entry as MethodEntry<Any, Any> });
      }
      return router;
    },
    represent(added, offers) {
      const handler: AnyHandler = async ctx => {
        const model = await offers.load(ctx);
        return model instanceof Response ? model : (offers as Any)[ctx.representation](model, ctx);
      };
      return router.on(added, { GET: { offers: offers.offers, handler } });
    },
    resolve: request => resolve(routes, request) as Resolution<never>,
    async fetch(request, ...[extra]) {
      const found = resolve(routes, request);
      if (found.kind !== 'match') {
        if (answer !== undefined) return answer(found, request, extra as Extra);
        return new Response(`${found.kind}\n`, { status: found.kind === 'not-found' ? 404 : 415 });
      }
      const url = new URL(request.url);
      const context = {
        ...extra,
        ...found,
        ...found.variant,
        variant: found.variant?.name,
        request,
        url,
        signal: request.signal,
      };
      const response = await found.handler(context);
      if (found.representation !== undefined) response.headers.append('Vary', 'Accept');
      return request.method === 'HEAD' ? new Response(null, response) : response;
    },
  };
  return router;
}

function toExpression(pattern: string): RegExp {
  const source = pattern
    .replaceAll('.', '\\.')
    .replace(/:(\w+)(?:\{([^}]*)\})?/g, (_, name, type) => `(?<${name}>${TYPES[type] ?? type ?? '[^/]+'})`)
    .replace(/\*(\w+)/, '(?<$1>.+)');
  return new RegExp(`^${source}$`);
}

function resolve(routes: readonly RegexRoute[], request: RequestHead): Resolution<AnyHandler> {
  const path = new URL(request.url).pathname;
  for (const { pattern, expression, method, entry } of routes) {
    const match = expression.exec(path);
    if (match === null || method !== (request.method === 'HEAD' ? 'GET' : request.method)) continue;
    return answerBy(entry, pattern, readParams(pattern, match.groups ?? {}), request);
  }
  return { kind: 'not-found' };
}

function readParams(pattern: string, groups: Readonly<Record<string, string>>): Params {
  const isInt = (name: string) => pattern.includes(`:${name}{int}`);
  return Object.fromEntries(
    Object.entries(groups).map(([name, value]) => [name, isInt(name) ? Number(value) : decodeURIComponent(value)]),
  );
}

function answerBy(
  entry: MethodEntry<Any, Any>,
  pattern: string,
  params: Params,
  request: RequestHead,
): Resolution<AnyHandler> {
  const head = request.method === 'HEAD';
  const match = {
    kind: 'match',
    pattern,
    params,
    head,
    vary: [],
    representation: undefined,
    canShowAnsi: false,
    variant: undefined,
  } as const;
  if (typeof entry === 'function') return { ...match, handler: entry };
  const contentType = request.headers.get('content-type') ?? '';
  if ('kind' in entry) {
    const query = new URL(request.url).searchParams;
    for (const { name, handler, condition } of entry.list) {
      const type = condition.content?.types.find(one => contentType.startsWith(one));
      if (condition.content && type === undefined) continue;
      const ofQuery = condition.query.map(one => [one.name, one.matcher.parse(query.get(one.name) ?? '')] as const);
      const ofHeaders = condition.headers.map(
        one => [one.name, one.matcher.parse(request.headers.get(one.name) ?? '')] as const,
      );
      if ([...ofQuery, ...ofHeaders].some(([, value]) => value === undefined)) continue;
      const when = {
        contentType: type,
        query: Object.fromEntries(ofQuery) as Params,
        headers: Object.fromEntries(ofHeaders) as Params,
      };
      return { ...match, handler, variant: { name, when } };
    }
    return { kind: 'not-found' };
  }
  const { accepts, offers, handler } = entry;
  if (accepts && !accepts.some(type => contentType.includes(type)))
    return { kind: 'unsupported-media-type', accept: accepts };
  const representation = offers && chooseRepresentation(offers, request.headers);
  return { ...match, handler, representation, canShowAnsi: isTerminal(request.headers) };
}

/** Looks for the names of the forms in what the client accepts. */
function chooseRepresentation(
  offers: readonly Representation[],
  headers: RequestHead['headers'],
): Representation | undefined {
  const accept = headers.get('accept') ?? '*/*';
  const offered = (one: Representation, isWanted: boolean) => (isWanted && offers.includes(one) ? one : undefined);
  return (
    offered('events', accept.includes('text/event-stream')) ??
    offered('json', accept.includes('application/json')) ??
    offered('text', accept.includes('text/plain') || isTerminal(headers)) ??
    offered('fragment', headers.get('hx-request') === 'true') ??
    offered('page', true) ??
    offers[0]
  );
}

function isTerminal(headers: RequestHead['headers']): boolean {
  return /curl|wget|httpie/i.test(headers.get('user-agent') ?? '');
}
