import type { RouteCtx } from './context.ts';
import type { Handler } from './handler.ts';
import type { Representation } from './representation.ts';

/** One URL in several forms: `load` gives the model, one renderer for each offer draws it. */
export type Offers<P, M, R extends Representation, Extra> = {
  /** Runs once per request. A Response given instead of a model, such as a 404, is the answer. */
  readonly load: (ctx: RouteCtx<P, R> & Extra) => M | Promise<M>;
  readonly offers: readonly R[];
} & { readonly [K in R]: Renderer<P, M, K, Extra> };

type Renderer<P, M, K extends Representation, Extra> = (
  model: Exclude<M, Response>,
  ctx: RouteCtx<P, K> & Extra,
) => Response | Promise<Response>;

/** The handler that loads once, then draws the representation that was chosen. */
export function representBy<P, M, R extends Representation, Extra>(offers: Offers<P, M, R, Extra>): Handler<P, Extra> {
  return async anyCtx => {
    const ctx = anyCtx as RouteCtx<P, R> & Extra; // The router calls it for a chosen offer only.
    const model = await offers.load(ctx);
    if (isResponse(model)) return model;
    const render = offers[ctx.representation] as Renderer<P, M, R, Extra>;
    return render(model as Exclude<M, Response>, ctx);
  };
}

/** Not `instanceof`: a host may have replaced the global class after another module made the response. */
function isResponse(value: unknown): value is Response {
  return Object.prototype.toString.call(value) === '[object Response]';
}
