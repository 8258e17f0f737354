import type { RouteCtx } from './context.ts';
import type { Handler } from './handler.ts';
import { type Captured, type Condition, readCondition, relateConditions, type When } from './when.ts';

/** What a handler of a variant gets beside the rest: which one it is, and what was found. */
export interface VariantCtx<Name, W extends When> {
  readonly variant: Name;
  readonly when: Captured<W>;
}

/** One kind of request that an endpoint takes. */
export interface Variant<H> {
  readonly name: string;
  readonly condition: Condition;
  readonly handler: H;
}

/** The kinds of request of one endpoint, each after those that are narrower. */
export interface Variants<P, Extra> {
  readonly kind: 'variants';
  readonly list: readonly Variant<Handler<P, Extra>>[];
}

type Handlers<P, Extra, W extends Whens> = {
  readonly [K in keyof W]: (ctx: RouteCtx<P> & Extra & VariantCtx<K, W[K]>) => Response | Promise<Response>;
};
type HandlerOfAll<P, Extra, W extends Whens> = (
  ctx: RouteCtx<P> & Extra & { readonly [K in keyof W]: VariantCtx<K, W[K]> }[keyof W],
) => Response | Promise<Response>;
type Whens = Readonly<Record<string, When>>;

/**
 * Kinds of request to one method of one route, told apart by content type, query and headers: first what each of them is
 * told by, then a handler for each, or one for all with a `switch` over `ctx.variant`.
 *
 * ```ts
 * router.on(route('/in'), {
 *   POST: variants(
 *     { csv: { contentType: 'text/csv' }, timed: { query: { precision: 'ms|s' } }, otherwise: {} },
 *     { csv: readCsv, timed: ctx => read(ctx.when.query.precision), otherwise: guess },
 *   ),
 * });
 * ```
 *
 * The narrowest one that fits a request takes it, whatever the order. `{}` fits every request. Where none fits the content
 * type, the answer is 415; where none fits query and headers, 400 with a sentence that names what is expected.
 *
 * @throws TypeError when two of them could take the same request and neither is narrower, and for what cannot be read.
 */
export function variants<P, Extra, const W extends Whens>(
  whens: W,
  handlers: Handlers<P, Extra, W> | HandlerOfAll<P, Extra, W>,
): Variants<P, Extra> {
  const list: Variant<Handler<P, Extra>>[] = [];
  for (const [name, when] of Object.entries(whens)) {
    const handler = typeof handlers === 'function' ? handlers : handlers[name]!;
    insert(list, { name, condition: readCondition(when), handler: handler as Handler<P, Extra> });
  }
  if (list.length === 0) throw new TypeError('There are no variants: name at least one.');
  return { kind: 'variants', list };
}

/** Before the first one that is wider; whatever is narrower stands before that one already. */
function insert<H>(list: Variant<H>[], added: Variant<H>): void {
  const relations = list.map(({ condition }) => relateConditions(added.condition, condition));
  const clash = relations.findIndex(relation => relation === 'equal' || relation === 'crossing');
  if (clash >= 0) {
    throw new TypeError(
      `The variants '${list[clash]!.name}' and '${added.name}' can both take one request: ` +
        'make them disjoint, or one of them narrower in everything.',
    );
  }
  const wider = relations.indexOf('narrower');
  list.splice(wider < 0 ? list.length : wider, 0, added);
}
