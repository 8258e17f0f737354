import { readBody } from '../http/body.ts';
import { HttpError } from '../http/http-error.ts';
import type { PatternRouter } from '../http/router.ts';
import { routes } from '../routes.ts';
import { logBodyLimits } from './log-limits.ts';
import type { LogRoutesOptions } from './log-routes.ts';
import { noteLogs } from './note-logs.ts';
import { OTLP_TYPES, type OtlpEncoding, otlpAnswer, otlpStatus } from './otlp-status.ts';

/** OTLP over HTTP takes lines of logs here; Loki has the same at another address, so it is here, too. */
export function mountOtlpLogs(router: PatternRouter, { guard, logIntake, now }: LogRoutesOptions): void {
  const take = async ({ request, signal }: { request: Request; signal: AbortSignal }, encoding: OtlpEncoding) => {
    guard.require(request, 'ingest');
    const body = await readBody(request, logBodyLimits, signal);
    const taken = await logIntake.take({ protocol: 'otlp', encoding }, body, now());
    noteLogs(request, taken);
    if (taken.fault !== undefined) throw new HttpError(400, taken.fault);
    return respond(encoding, 200, otlpAnswer(encoding, 'rejectedLogRecords', taken.refused, taken.reasons.join(' ')));
  };
  const answer = async (ctx: { request: Request; signal: AbortSignal }) => {
    const encoding = /protobuf/.test(ctx.request.headers.get('content-type') ?? '') ? 'protobuf' : 'json';
    try {
      return await take(ctx, encoding);
    } catch (error) {
      // What is not about the sender is answered as everywhere; exporters look at its status alone.
      if (!(error instanceof HttpError)) throw error;
      return respond(encoding, error.status, otlpStatus(encoding, error.status, error.message), error.headers);
    }
  };
  router.on(routes.otlpLogs, { POST: answer });
  router.on(routes.lokiOtlpLogs, { POST: answer });
}

function respond(
  encoding: OtlpEncoding,
  status: number,
  body: Uint8Array<ArrayBuffer>,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return new Response(body, { status, headers: { ...headers, 'Content-Type': OTLP_TYPES[encoding] } });
}
