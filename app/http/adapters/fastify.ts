import type { FastifyPluginCallback, FastifyReply } from 'fastify';
import type { Pipeline } from '../middleware.ts';
import { beginNode, type NodePassage } from '../pipeline/begin-node.ts';
import { writeResponse } from '../pipeline/write-response.ts';

/**
 * The pipeline as a Fastify 5 plugin: `app.register(toFastify(pipeline))`. It sees every route of the scope where it is
 * registered and below, before or after it, and what that scope answers with 404.
 *
 * Response hooks run in `reply.raw.writeHead`, so that they reach hijacked replies, too. Handlers find their exchange by
 * `exchangeOf(request)` or `exchangeOf(request.raw)`; its route is set from the matched URL. An Error goes to `processError`
 * before any error handler, which gets what no hook answered. Not seen: a URL that Fastify itself refuses (400, 414).
 */
export function toFastify(pipeline: Pipeline): FastifyPluginCallback {
  const plugin: FastifyPluginCallback = (fastify, _options, done) => {
    fastify.addHook('onRequest', async (request, reply) => {
      const route = request.is404 ? undefined : request.routeOptions.url;
      const passage = beginNode(pipeline, request.raw, reply.raw, () => route);
      passage.exchange.linkTo(request);
      const early = await passage.response.attempt(() => {
        passage.handOver();
        catchErrors(passage, reply);
        return undefined;
      });
      if (!early) return;
      reply.hijack();
      await writeResponse(early, reply.raw);
    });
    done();
  };
  return Object.assign(plugin, {
    // Otherwise Fastify would keep the hook from the routes of the scope that registers it.
    [Symbol.for('skip-override')]: true,
    [Symbol.for('fastify.display-name')]: 'telltale-middleware',
  });
}

/** Fastify sends every error by `reply.send`, whichever scope and handler it comes from, and only then asks its error handlers. */
function catchErrors({ response }: NodePassage, reply: FastifyReply): void {
  const { send } = reply;
  reply.send = function sendOrRecover(this: FastifyReply, payload?: unknown) {
    if (!(payload instanceof Error) || reply.sent) return send.call(this, payload);
    reply.send = send;
    response.recover(payload).then(isAnswered => (isAnswered ? reply.hijack() : send.call(this, payload)));
    return reply;
  };
}
