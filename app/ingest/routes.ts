import type { Guard } from '../auth/guard.ts';
import { readBody } from '../http/body.ts';
import { HttpError } from '../http/http-error.ts';
import { type PatternRouter, variants } from '../http/router.ts';
import { routes } from '../routes.ts';
import { noteDelivery } from '../senders/delivery.ts';
import { type Answer, answerMany, answerOne } from './answer.ts';
import { mountInflux } from './influx-routes.ts';
import { type Keepers, keepMany, keepOne } from './keep.ts';
import { bodyLimits } from './limits.ts';
import { MANY_TYPES } from './many.ts';
import { parseNative } from './native.ts';
import { noteTaken } from './note-taken.ts';
import { mountOtlpMetrics } from './otlp-metrics-routes.ts';
import { mountPush } from './push-routes.ts';
import { mountRemoteWrite } from './remote-write-routes.ts';
import { senderOf } from './sender-of.ts';
import { mountSenderSocket, type SocketRoutesOptions } from './socket/socket-routes.ts';

export interface IngestRoutesOptions extends Keepers, Pick<SocketRoutesOptions, 'gate' | 'senders'> {
  readonly guard: Guard;
  readonly now: () => number;
}

/** Every address that takes readings. */
export function mountIngest(router: PatternRouter, options: IngestRoutesOptions): void {
  const { guard, now } = options;

  const one = guard.ingest(async ({ request, params, url, signal }: OneCtx, who) => {
    // It comes with GET, which writes here; but who only looks, such as a preview of a link, must not.
    if (request.method === 'HEAD')
      throw new HttpError(405, 'HEAD sends nothing; use GET, POST or PUT.', { headers: { Allow: 'GET, POST, PUT' } });
    const parsed = parseNative(params.metric, url.searchParams, await readBody(request, bodyLimits, signal), now());
    const answer = answerOne(parsed, await keepOne(options, parsed, senderOf(who)));
    noteOne(request, answer, url);
    return respond(request, answer);
  });
  router.on(routes.inOne, { GET: one, POST: one, PUT: one });

  const many = (type: keyof typeof MANY_TYPES) =>
    guard.ingest(async ({ request, signal }: ManyCtx, who) => {
      const body = await readBody(request, bodyLimits, signal, options.intake.memory);
      const form = { protocol: 'many', type } as const;
      const taken = await keepMany(options, form, body, now(), signal, senderOf(who));
      noteTaken(request, taken);
      return respond(request, answerMany(taken));
    });
  const byType = variants(MANY_TYPES, {
    csv: many('csv'),
    ndjson: many('ndjson'),
    json: many('json'),
    untold: many('untold'),
  });
  router.on(routes.inMany, { POST: byType, PUT: byType });

  mountInflux(router, options);
  mountRemoteWrite(router, options);
  mountOtlpMetrics(router, options);
  mountPush(router, options);
  mountSenderSocket(router, options);
}

interface ManyCtx {
  readonly request: Request;
  readonly signal: AbortSignal;
}

interface OneCtx extends ManyCtx {
  readonly params: { readonly metric: string };
  readonly url: URL;
}

/** Of one that is refused the address says most; but for the token that may be in it. */
function noteOne(request: Request, { status, json }: Answer, url: URL): void {
  if (status === 200) {
    noteDelivery(request, { accepted: 1, rejected: 0 });
    return;
  }
  const search = new URLSearchParams(url.searchParams);
  search.delete('k');
  const excerpt = decodeURIComponent(`${url.pathname}${search.size > 0 ? `?${search}` : ''}`);
  noteDelivery(request, { accepted: 0, rejected: 1, reason: String(json.error), excerpt });
}

/** Words for people, JSON for who asks for it. */
function respond(request: Request, { status, text, json }: Answer): Response {
  const wantsJson = (request.headers.get('accept') ?? '').includes('application/json');
  if (wantsJson) return Response.json(json, { status });
  return new Response(text, { status, headers: { 'Content-Type': 'text/plain; charset=utf-8' } });
}

/** A GET that writes, for devices that can do no more; the cross-site guard must know. */
export function isWritingGet(request: Request, route: string | undefined): boolean {
  if (route === routes.ping.pattern || route === routes.pingWith.pattern) return true;
  const takesValue = route === routes.inOne.pattern || route === routes.jobSignal.pattern;
  return takesValue && new URL(request.url).searchParams.has('v');
}
