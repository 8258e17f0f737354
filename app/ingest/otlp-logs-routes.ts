import { readBody } from '../http/body.ts';
import { HttpError } from '../http/http-error.ts';
import type { PatternRouter } from '../http/router.ts';
import { routes } from '../routes.ts';
import { logBodyLimits } from './log-limits.ts';
import type { LogRoutesOptions } from './log-routes.ts';
import { noteLogs } from './note-logs.ts';
import { answeringOtlp, answerOtlp, otlpEncodingOf } from './otlp-answer.ts';

/** OTLP over HTTP takes lines of logs here; Loki has the same at another address, so it is here, too. */
export function mountOtlpLogs(router: PatternRouter, options: LogRoutesOptions): void {
  const answer = (ctx: OtlpCtx) => answeringOtlp(ctx.request, () => takeLogs(ctx, options));
  router.on(routes.otlpLogs, { POST: answer });
  router.on(routes.lokiOtlpLogs, { POST: answer });
}

interface OtlpCtx {
  readonly request: Request;
  readonly signal: AbortSignal;
}

async function takeLogs({ request, signal }: OtlpCtx, { guard, logIntake, now }: LogRoutesOptions): Promise<Response> {
  guard.require(request, 'ingest');
  const encoding = otlpEncodingOf(request);
  const body = await readBody(request, logBodyLimits, signal);
  const taken = await logIntake.take({ protocol: 'otlp', encoding }, body, now());
  noteLogs(request, taken);
  if (taken.fault !== undefined) throw new HttpError(400, taken.fault);
  return answerOtlp(encoding, { rejected: taken.refused, message: taken.reasons.join(' ') }, 'rejectedLogRecords');
}
