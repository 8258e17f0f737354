import { exchangeOf } from '../http/exchange.ts';
import type { Middleware } from '../http/middleware.ts';

/** What became of a request that brings something, as far as its handler knows it. */
export interface Delivery {
  accepted?: number;
  rejected?: number;
  /** Why the last was refused: a sentence. */
  reason?: string;
  /** What was refused, or some of it. */
  excerpt?: string;
}

const owner: Middleware = { name: 'delivery' };

/** Notes what a handler has found out about a request, for whoever counts. */
export function noteDelivery(request: Request, found: Delivery): void {
  Object.assign(deliveryOf(request) ?? {}, found);
}

/** What was noted of a request; undefined for one that came through no pipeline. */
export function deliveryOf(request: Request): Delivery | undefined {
  return exchangeOf(request)?.slot(owner, (): Delivery => ({}));
}
