import { routes } from '../routes.ts';
import type { PatternRouter } from './router.ts';

/** For supervisors and load balancers: alive, and ready to take requests. */
export function mountProbes(router: PatternRouter, { isReady }: { readonly isReady: () => boolean }): void {
  router.on(routes.healthz, { GET: () => new Response('ok\n') });
  router.on(routes.readyz, {
    GET: () => (isReady() ? new Response('ok\n') : new Response('stopping\n', { status: 503 })),
  });
}
