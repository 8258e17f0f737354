import { compose, type Middleware } from '../middleware.ts';

/** What the universal-middleware ecosystem calls a middleware, as far as we are one; told by shape, so that nobody needs its types. */
export type UniversalMiddleware = (
  request: Request,
  context: unknown,
  runtime: unknown,
) => Promise<((response: Response) => Promise<Response>) | Response>;

/**
 * One middleware for servers of the universal-middleware ecosystem (`@universal-middleware/core` 0.7): its request hook, its
 * response hook, and its end hook when the body was read. What cannot be kept there:
 *
 * - Order: its servers apply response functions outermost first on Express and Fastify and innermost first on Hono. Give it
 *   one `toUniversal` at a time whose order does not matter, or none that depends on another.
 * - Errors: `processError` hears only of this middleware's own errors; of a handler's the response hook sees what the server
 *   answered, where it answers at all.
 * - A Request that the request hook puts in the place of another is not handed on, and a client that leaves before the
 *   response is told only to hosts whose Request has a signal that aborts.
 * - A body that nobody reads, as on Express for HEAD, ends nothing.
 */
export function toUniversal(middleware: Middleware): UniversalMiddleware {
  const pipeline = compose(middleware);
  return async request => {
    const answered = Promise.withResolvers<Response>();
    const entered = Promise.withResolvers<void>();
    const response = pipeline.handle(request, () => {
      entered.resolve();
      return answered.promise;
    });
    const early = await Promise.race([response, entered.promise]);
    if (early) return early;
    return (handled: Response) => {
      answered.resolve(handled);
      return response;
    };
  };
}
