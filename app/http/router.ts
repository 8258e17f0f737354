import { type Params, type Route, route } from './route.ts';
import { answerPlainly, requiredHeaders, withHeaders, withoutBody } from './routing/answer.ts';
import { createContext } from './routing/context.ts';
import { type Handler, type MethodEntry, toEndpoint } from './routing/handler.ts';
import type { Method } from './routing/methods.ts';
import { type Offers, representBy } from './routing/represent.ts';
import type { Representation } from './routing/representation.ts';
import type { RequestHead } from './routing/request-head.ts';
import type { Resolution, Unmatched } from './routing/resolution.ts';
import { resolve } from './routing/resolve.ts';
import { createTable } from './routing/table.ts';

export type { Params, Query, Route, RouteOptions } from './route.ts';
export { route } from './route.ts';
export type { RouteCtx } from './routing/context.ts';
export type { Handler, MethodEntry } from './routing/handler.ts';
export type { Method } from './routing/methods.ts';
export type { Offers } from './routing/represent.ts';
export type { Representation } from './routing/representation.ts';
export type { RequestHead } from './routing/request-head.ts';
export type { Match, Resolution, Unmatched } from './routing/resolution.ts';
export { variants } from './routing/variants.ts';
export type { When } from './routing/when.ts';

/**
 * Matches requests on path, method, content type and accepted representation, by RFC 9110.
 *
 * Patterns: static text, `:name`, `:id{int}`, `:id{uuid}`, `:name{slug}`, `:form{svg|png}`, each with a suffix such as
 * `.json` or without, and last `*rest`. They carry the whole path, a mount prefix included. In each segment the more
 * specific one wins; of the patterns that match, the first that has the method. A value of another type is no match.
 *
 * Outcomes, in the order in which they are found out: 400 malformed path, 501 unknown method, 308 to the one spelling
 * of the path, 404, 204 to OPTIONS, 405 with `Allow`, 415 with `Accept`, 400 for a query or header that no variant
 * takes, 406, match. So all of them come before anything that a handler demands, such as a login.
 *
 * ```ts
 * const dashboard = route('/d/:slug');
 * const router = createRouter().represent(dashboard, {
 *   load: ctx => ({ title: ctx.params.slug }),
 *   offers: ['page', 'json'],
 *   page: model => new Response(`<h1>${model.title}</h1>`, { headers: { 'content-type': 'text/html' } }),
 *   json: model => Response.json(model),
 * });
 * app.all('*', c => router.fetch(c.req.raw));
 * ```
 *
 * `Extra` is what each call of `fetch` adds to the context: the session, the host's own objects.
 */
export interface PatternRouter<Extra extends object = Nothing> {
  route: typeof route;
  /**
   * Answers methods of a route: each by a handler, or by one of several `variants`.
   *
   * @throws TypeError when a method of the route is registered already, or another pattern matches the same paths.
   */
  on<P extends string>(route: Route<P>, methods: Methods<Params<P>, Extra>): this;
  /**
   * Answers GET and HEAD in the representation that the request asks for, with the right `Vary`.
   * On HEAD the renderer runs too, as its header fields are the answer, and its body is cancelled unread; so a stream
   * must subscribe when it is read, or not at all when `ctx.request.method` is `HEAD`.
   */
  represent<P extends string, M, const R extends Representation>(
    route: Route<P>,
    offers: Offers<Params<P>, M, R, Extra>,
  ): this;
  /** What the request comes to. Runs no handler, reads no body, changes nothing. */
  resolve(request: RequestHead): Resolution<Handler<never, Extra>>;
  /** Resolves and answers. Rejects only with what a handler, or `answer`, throws. */
  fetch(request: Request, ...extra: ExtraArgument<Extra>): Promise<Response>;
}

export interface RouterOptions<Extra extends object = Nothing> {
  /** Writes the answers without a match; default: a plain sentence. The router adds `Allow`, `Accept`, `Vary`, `Location`. */
  readonly answer?: (resolution: Unmatched, request: Request, extra: Extra) => Response | Promise<Response>;
}

export type Methods<P, Extra> = { readonly [M in Method]?: MethodEntry<P, Extra> };

type Nothing = Record<never, never>;
type ExtraArgument<Extra> = Nothing extends Extra ? [extra?: Extra] : [extra: Extra];

/** An empty router. See `PatternRouter`. */
export function createRouter<Extra extends object = Nothing>(options: RouterOptions<Extra> = {}): PatternRouter<Extra> {
  const table = createTable<Handler<never, Extra>>();
  const answer = options.answer ?? answerPlainly;
  const router: PatternRouter<Extra> = {
    route,
    on(route, methods) {
      for (const [method, entry] of Object.entries(methods)) table.add(route, method as Method, toEndpoint(entry));
      return router;
    },
    represent(route, offers) {
      return router.on(route, { GET: { offers: offers.offers, handler: representBy(offers) } });
    },
    resolve: request => resolve(table, request),
    async fetch(request, ...[given]) {
      const extra = given ?? ({} as Extra);
      const resolution = router.resolve(request);
      const response =
        resolution.kind === 'match'
          ? await resolution.handler(createContext(request, resolution, extra) as never)
          : await answer(resolution, request, extra);
      const complete = withHeaders(response, requiredHeaders(resolution));
      return request.method === 'HEAD' ? withoutBody(complete) : complete;
    },
  };
  return router;
}
