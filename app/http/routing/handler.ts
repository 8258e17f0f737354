import type { RouteCtx } from './context.ts';
import { parseMediaRange } from './media-range.ts';
import { offered, type Representation } from './representation.ts';
import type { Endpoint } from './table.ts';

/** Answers one method of one route. What it throws goes to the caller of `fetch`. */
export type Handler<P, Extra = unknown> = (ctx: RouteCtx<P> & Extra) => Response | Promise<Response>;

/** A handler, alone or with what it reads and offers. */
export type MethodEntry<P, Extra> =
  | Handler<P, Extra>
  | {
      /** Media types that it reads, such as `text/csv` or `image/*`; another one is answered 415. Default: all. */
      readonly accepts?: readonly string[];
      /** Representations between which the router chooses, in `ctx.representation`; none of them is 406. */
      readonly offers?: readonly Representation[];
      readonly handler: Handler<P, Extra>;
    };

export function toEndpoint<P, Extra>(entry: MethodEntry<P, Extra>): Endpoint<Handler<P, Extra>> {
  if (typeof entry === 'function') return { handler: entry, accepts: undefined, offer: undefined };
  const { handler, accepts, offers } = entry;
  return {
    handler,
    accepts: accepts && { types: accepts, ranges: accepts.map(requireMediaRange) },
    offer: offers && offered(offers),
  };
}

function requireMediaRange(type: string) {
  const range = parseMediaRange(type);
  if (range === undefined) throw new TypeError(`'${type}' is no media type: write it as 'type/subtype' or 'type/*'.`);
  return range;
}
