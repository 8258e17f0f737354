import type { ServerResponse } from 'node:http';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context, MiddlewareHandler, Next } from 'hono';
import { exchangeFor } from '../exchange.ts';
import type { Pipeline } from '../middleware.ts';
import { NodeResponse } from '../pipeline/node-response.ts';
import type { Passage } from '../pipeline/passage.ts';

/**
 * The pipeline as one Hono middleware: `app.use(toHono(pipeline))`, before everything that it shall see.
 *
 * Under @hono/node-server the response hooks run in the Node response's `writeHead`, so that they reach every response,
 * also one that a handler writes itself (`nodeOutgoing(request)`, then `RESPONSE_ALREADY_SENT`); a Response is passed on
 * untouched. Elsewhere, as in `app.request()`, they run on the Response.
 *
 * Errors of handlers go to `processError`; what `app.onError` answered is used when no hook answers. A Request that a
 * hook puts in the place of another becomes `c.req.raw`; Hono has matched its route before that and does not again.
 */
export function toHono(pipeline: Pipeline): MiddlewareHandler {
  return async function portable(c, next) {
    const { dispatch, lastResort } = downstreamOf(c, next);
    const outgoing = (c.env as { readonly outgoing?: ServerResponse } | undefined)?.outgoing;
    const response = outgoing
      ? await throughNode(pipeline.begin(exchangeFor(c.req.raw, outgoing), lastResort), outgoing, dispatch)
      : await pipeline.handle(c.req.raw, dispatch, lastResort);
    // Hono would copy the headers of the Response before into this one.
    c.res = undefined;
    c.res = response;
  };
}

/** The rest of the Hono app, as a handler that throws: Hono itself keeps the error and answers it by `app.onError`. */
function downstreamOf(c: Context, next: Next) {
  let onErrorsAnswer: Response | undefined;
  return {
    async dispatch(request: Request): Promise<Response> {
      c.req.raw = request;
      await next();
      if (!c.error) return c.res;
      onErrorsAnswer = c.res;
      throw c.error;
    },
    lastResort: (error: unknown) => (error === c.error ? onErrorsAnswer : undefined),
  };
}

/** A marker of its own for each request: the exported one is a single object, and other middlewares set headers on it. */
async function throughNode(
  passage: Passage,
  outgoing: ServerResponse,
  dispatch: (request: Request) => Promise<Response>,
): Promise<Response> {
  const response = await new NodeResponse(passage, outgoing).answer(async () => {
    const answer = await dispatch(passage.exchange.request);
    return isMarker(answer) ? undefined : answer;
  });
  return response ?? RESPONSE_ALREADY_SENT.clone();
}

/** Also of a copy, which the host would take for a Response to write. */
function isMarker(response: Response): boolean {
  return response === RESPONSE_ALREADY_SENT || response.headers.has('x-hono-already-sent');
}
