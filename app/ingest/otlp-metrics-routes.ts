import { type BodyLimits, readBody } from '../http/body.ts';
import type { PatternRouter } from '../http/router.ts';
import { routes } from '../routes.ts';
import { noteDelivery } from '../senders/delivery.ts';
import { countSpans } from './count-spans.ts';
import type { Taken } from './intake-calls.ts';
import { keepMany } from './keep.ts';
import { noteTaken } from './note-taken.ts';
import { answeringOtlp, answerOtlp, otlpEncodingOf, type PartialSuccess, refuse } from './otlp-answer.ts';
import type { IngestRoutesOptions } from './routes.ts';
import { senderOf } from './sender-of.ts';

const mebibyte = 1024 * 1024;

/** A collector sends some hundred kilobytes at once. JSON takes many times its size in memory while it is read. */
const METRICS_LIMITS: BodyLimits = {
  receivedBytes: 8 * mebibyte,
  plainBytes: 8 * mebibyte,
  plainPerReceivedByte: 200,
};

/** Only counted, without being read. */
const TRACES_LIMITS: BodyLimits = { ...METRICS_LIMITS, receivedBytes: 16 * mebibyte, plainBytes: 16 * mebibyte };

/** Metrics of OpenTelemetry (OTLP over HTTP). Traces are not kept; who sends them is told so, once, and not by an error. */
export function mountOtlpMetrics(router: PatternRouter, options: IngestRoutesOptions): void {
  router.on(routes.otlpMetrics, { POST: ctx => answeringOtlp(ctx.request, () => takeMetrics(ctx, options)) });
  router.on(routes.otlpTraces, { POST: ctx => answeringOtlp(ctx.request, () => refuseTraces(ctx, options)) });
}

interface OtlpCtx {
  readonly request: Request;
  readonly signal: AbortSignal;
}

async function takeMetrics({ request, signal }: OtlpCtx, options: IngestRoutesOptions): Promise<Response> {
  const who = options.guard.require(request, 'ingest');
  const encoding = otlpEncodingOf(request);
  const body = await readBody(request, METRICS_LIMITS, signal, options.intake.memory);
  const form = { protocol: 'otlp-metrics', type: encoding } as const;
  const taken = await keepMany(options, form, body, options.now(), signal, senderOf(who));
  noteTaken(request, taken, ({ line, reason }) => (line === 0 ? reason : `data point ${line}: ${reason}`));
  const [problem] = taken.found.problems;
  if (problem?.line === 0) return refuse(request, 400, problem.reason);
  return answerOtlp(encoding, partialOf(taken), 'rejectedDataPoints');
}

function partialOf({ found, kept }: Taken): PartialSuccess {
  const reasons = [
    ...found.problems.map(({ line, reason }) => `data point ${line}: ${reason}`),
    ...kept.refusals.map(({ reading, reason }) => `${reading}: ${reason}`),
  ];
  return { rejected: found.problemCount + kept.refused, message: reasons.slice(0, 3).join(' ') };
}

async function refuseTraces({ request, signal }: OtlpCtx, { guard }: IngestRoutesOptions): Promise<Response> {
  guard.require(request, 'ingest');
  const encoding = otlpEncodingOf(request);
  const rejected = countSpans(await readBody(request, TRACES_LIMITS, signal), encoding);
  const message = rejected > 0 ? 'Telltale keeps metrics and logs, no traces. Set OTEL_TRACES_EXPORTER=none.' : '';
  noteDelivery(request, { accepted: 0, rejected, ...(message !== '' && { reason: message }) });
  return answerOtlp(encoding, { rejected, message }, 'rejectedSpans');
}
