import type { Middleware } from './middleware.ts';
import type { PatternRouter } from './router.ts';

/** Finds out which route a request is for before anybody needs to know: guards, and the log afterwards. */
export function matchedRoute(router: Pick<PatternRouter, 'resolve'>): Middleware {
  return {
    name: 'matched-route',
    processRequest(exchange) {
      const resolution = router.resolve(exchange.request);
      if (resolution.kind === 'match') exchange.route = resolution.pattern;
    },
  };
}
