import type { Pipeline } from '../middleware.ts';

/**
 * A handler for hosts that speak Request and Response (Deno, Bun, workers, service workers, tests).
 * End hooks run when the body was read or cancelled, or when `request.signal` aborts.
 */
export function toFetch(
  pipeline: Pipeline,
  handler: (request: Request) => Response | Promise<Response>,
): (request: Request) => Promise<Response> {
  return request => pipeline.handle(request, handler);
}
