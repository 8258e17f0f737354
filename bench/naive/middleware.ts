/**
 * Middlewares as they are usually written first: await each request hook, await the handler, then set the headers. What
 * hooks remember lies on the request under their names, an error becomes a 500, the body is written chunk by chunk.
 */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { LiveExchange } from '../../app/http/exchange.ts';
import type { Handler } from '../../app/http/middleware.tck.ts';
import type { Middleware, Outcome } from '../../app/http/middleware.ts';
import { FetchEntry } from '../../app/http/pipeline/entry.ts';

export function naiveListener(middlewares: readonly Middleware[], handler: Handler): RequestListener {
  const reversed = middlewares.toReversed();
  return async (req, res) => {
    const exchange = new NaiveExchange(toRequest(req, res));
    let bytes = 0;
    let failure: unknown;
    const send = async (response: Response) => {
      const head = { status: response.status, headers: new Headers(response.headers) };
      for (const middleware of reversed) response = middleware.processResponse?.(head, exchange) ?? response;
      res.writeHead(head.status, Object.fromEntries(head.headers));
      for await (const chunk of response.body ?? []) {
        bytes += chunk.byteLength;
        res.write(chunk);
      }
      res.end();
    };
    try {
      await send((await enter(middlewares, exchange)) ?? (await handler(exchange.request)));
    } catch (error) {
      failure = error;
      await send(await recover(reversed, error, exchange)).catch(() => res.end());
    }
    const totalMs = performance.now() - exchange.startedAt;
    const outcome: Outcome = {
      kind: 'complete',
      status: res.statusCode,
      headMs: totalMs,
      totalMs,
      bytes,
      error: failure,
    };
    for (const middleware of reversed) middleware.processEnd?.(outcome, exchange);
  };
}

/** Keeps the state of middlewares on the request, by their names. */
class NaiveExchange extends LiveExchange {
  constructor(request: Request) {
    super(request, new FetchEntry(request));
  }

  override slot<T>({ name }: Middleware, init: () => T): T {
    const state = this.request as unknown as Record<string, T>;
    state[`state of ${name}`] ??= init();
    return state[`state of ${name}`]!;
  }
}

async function enter(middlewares: readonly Middleware[], exchange: LiveExchange): Promise<Response | undefined> {
  for (const middleware of middlewares) {
    const answer = await middleware.processRequest?.(exchange);
    if (answer instanceof Response) return answer;
    if (answer) exchange.replaceRequest(answer);
  }
  return undefined;
}

async function recover(reversed: readonly Middleware[], error: unknown, exchange: LiveExchange): Promise<Response> {
  for (const middleware of reversed) {
    const answer = await middleware.processError?.(error, exchange);
    if (answer) return answer;
  }
  return new Response('Internal Server Error', { status: 500 });
}

function toRequest(req: IncomingMessage, res: ServerResponse): Request {
  const client = new AbortController();
  res.on('close', () => client.abort());
  const hasBody = req.method !== 'GET' && req.method !== 'HEAD';
  return new Request(`http://${req.headers.host}${req.url}`, {
    method: req.method!,
    headers: req.headers as Record<string, string>,
    signal: client.signal,
    ...(hasBody && { body: req as unknown as ReadableStream, duplex: 'half' }),
  });
}
