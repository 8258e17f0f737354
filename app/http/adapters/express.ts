import type { ErrorRequestHandler, Request, RequestHandler } from 'express';
import type { Pipeline } from '../middleware.ts';
import { beginNode, type NodePassage } from '../pipeline/begin-node.ts';
import { writeResponse } from '../pipeline/write-response.ts';

export interface ExpressPipeline extends RequestHandler {
  /** Brings errors to `processError`: mount it behind the routes and before error handlers of your own, which get what no hook answered. */
  readonly errors: ErrorRequestHandler;
}

/**
 * The pipeline as an Express 5 middleware, to be mounted before everything that it shall see:
 *
 *     const portable = toExpress(pipeline);
 *     app.use(portable);
 *     app.get('/', ...);
 *     app.use(portable.errors);
 *
 * Response hooks run in `res.writeHead`, whoever answers. Handlers find their exchange by `exchangeOf(req)`. Its route is
 * set from `req.route`; a router that is mounted below a parameter must set it itself. A Request that a hook puts in the
 * place of another hands its method, URL and headers to `req`; its body only to `exchangeOf(req).request`.
 */
export function toExpress(pipeline: Pipeline): ExpressPipeline {
  const passages = new WeakMap<Request, NodePassage>();

  const portable: RequestHandler = async (req, res, next) => {
    const passage = beginNode(pipeline, req, res, watchRoute(req));
    passages.set(req, passage);
    const early = await passage.response.attempt(() => {
      passage.handOver();
      next();
      return undefined;
    });
    if (early) await writeResponse(early, res);
  };

  const errors: ErrorRequestHandler = async (error, req, _res, next) => {
    if (!(await passages.get(req)?.response.recover(error))) next(error);
  };

  return Object.assign(portable, { errors });
}

/** Tells the template matched last. Express forgets below which router it was as soon as that router has thrown. */
function watchRoute(req: Request): () => string | undefined {
  let template: string | undefined;
  let current: Request['route'];
  Object.defineProperty(req, 'route', {
    configurable: true,
    enumerable: true,
    get: () => current,
    set(route: Request['route']) {
      current = route;
      template = route ? `${req.baseUrl}${String(route.path)}` : undefined;
    },
  });
  return () => template;
}
