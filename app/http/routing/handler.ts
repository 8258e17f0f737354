import { type ContentCondition, readContentCondition } from './content-condition.ts';
import type { RouteCtx } from './context.ts';
import { type Offered, offered, type Representation } from './representation.ts';
import type { Variant, Variants } from './variants.ts';

/** Answers one method of one route. What it throws goes to the caller of `fetch`. */
export type Handler<P, Extra = unknown> = (ctx: RouteCtx<P> & Extra) => Response | Promise<Response>;

/** A handler, alone or with what it reads and offers; or several, for different kinds of request. */
export type MethodEntry<P, Extra> =
  | Handler<P, Extra>
  | {
      /** Media types that it reads, such as `text/csv` or `image/*`; another one is answered 415. Default: all. */
      readonly accepts?: readonly string[];
      /** Representations between which the router chooses, in `ctx.representation`; none of them is 406. */
      readonly offers?: readonly Representation[];
      readonly handler: Handler<P, Extra>;
    }
  | Variants<P, Extra>;

/** One method of one route, as it is kept: exactly one of `handler` and `variants` is there. */
export interface Endpoint<H> {
  readonly handler: H | undefined;
  readonly variants: readonly Variant<H>[] | undefined;
  /** The content types that it reads; undefined where it does not care. */
  readonly accepts: ContentCondition | undefined;
  readonly offer: Offered | undefined;
}

export function toEndpoint<P, Extra>(entry: MethodEntry<P, Extra>): Endpoint<Handler<P, Extra>> {
  if (typeof entry === 'function') return { handler: entry, variants: undefined, accepts: undefined, offer: undefined };
  if ('kind' in entry) return { handler: undefined, variants: entry.list, accepts: undefined, offer: undefined };
  const { handler, accepts, offers } = entry;
  return {
    handler,
    variants: undefined,
    accepts: accepts && readContentCondition(accepts),
    offer: offers && offered(offers),
  };
}
