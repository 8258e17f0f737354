import type { Guard } from '../auth/guard.ts';
import type { Identity } from '../auth/identity.ts';
import { readBody, readRawBody } from '../http/body.ts';
import { HttpError } from '../http/http-error.ts';
import type { PatternRouter } from '../http/router.ts';
import type { StreamGate } from '../http/stream-gate.ts';
import { routes } from '../routes.ts';
import { checkStreamName } from './check-stream-name.ts';
import { answerLogs } from './log-answer.ts';
import { LogFields } from './log-fields.ts';
import type { LogIntake } from './log-intake.ts';
import type { TextContext } from './log-intake-calls.ts';
import { parseLevel } from './log-level.ts';
import { logBodyLimits } from './log-limits.ts';
import { noteLogs } from './note-logs.ts';
import { mountOtlpLogs } from './otlp-logs-routes.ts';
import { takeEndlessLog } from './take-endless-log.ts';

export interface LogRoutesOptions {
  readonly guard: Guard;
  readonly logIntake: LogIntake;
  readonly gate: Pick<StreamGate, 'enter'>;
  readonly addressOf: (request: Request) => string;
  readonly now: () => number;
}

/** Query parameters that are no labels: the token, and the level of lines that do not say theirs. */
const RESERVED = ['k', 'p', 'level'];
/** A body that says that it is no longer is read as a whole; others are followed as they come. */
const WHOLE_BYTES = 256 * 1024;

/** Every address that takes lines of logs. */
export function mountLogIntake(router: PatternRouter, options: LogRoutesOptions): void {
  const { guard, logIntake, now } = options;

  const text = guard.ingest(async (ctx: LogCtx, who: Identity) => {
    const context = toContext(ctx);
    const taken = isWhole(ctx.request)
      ? await logIntake.take(
          { protocol: 'text', context },
          await readBody(ctx.request, logBodyLimits, ctx.signal),
          now(),
        )
      : await followInGate(ctx, who, context, options);
    noteLogs(ctx.request, taken);
    return respond(ctx.request, answerLogs(context.stream, taken));
  });
  router.on(routes.logStream, { POST: text, PUT: text });

  router.on(routes.lokiPush, {
    POST: guard.ingest(async ({ request, signal }: LogCtx) => {
      const isProtobuf = /protobuf/.test(request.headers.get('content-type') ?? '');
      // Packed with snappy whether its header says so or not, as Loki has it.
      const body = isProtobuf
        ? await readRawBody(request, logBodyLimits.receivedBytes, signal)
        : await readBody(request, logBodyLimits, signal);
      const taken = await logIntake.take({ protocol: 'loki', encoding: isProtobuf ? 'protobuf' : 'json' }, body, now());
      noteLogs(request, taken);
      const reason = taken.fault ?? taken.reasons[0];
      if (reason === undefined) return new Response(null, { status: 204 });
      throw new HttpError(
        400,
        taken.kept > 0 ? `${taken.kept} lines were kept, ${taken.refused} not: ${reason}` : reason,
      );
    }),
  });

  mountOtlpLogs(router, options);
}

interface LogCtx {
  readonly request: Request;
  readonly url: URL;
  readonly params: { readonly stream?: string };
  readonly signal: AbortSignal;
}

function isWhole(request: Request): boolean {
  const length = request.headers.get('content-length');
  return length !== null && Number(length) <= WHOLE_BYTES;
}

function toContext({ params, url }: LogCtx): TextContext {
  const stream = checkStreamName(params.stream ?? '');
  if (!stream.ok) throw new HttpError(400, stream.reason);
  const labels = new LogFields();
  for (const [name, value] of url.searchParams) if (!RESERVED.includes(name)) labels.add(name, value);
  const level = parseLevel(url.searchParams.get('level'));
  return { stream: stream.value, labels: labels.values, ...(level && { level }) };
}

/** It holds a place among the open streams: with its token it ends, and with the server. */
async function followInGate(ctx: LogCtx, who: Identity, context: TextContext, options: LogRoutesOptions) {
  const user = who.kind === 'token' ? `token ${who.tokenId}` : `person ${who.personId}`;
  const ticket = options.gate.enter({ user, address: options.addressOf(ctx.request) }, 'sender');
  if ('refusal' in ticket) throw new HttpError(503, ticket.refusal, { headers: { 'Retry-After': '10' } });
  try {
    const { logIntake: intake, now } = options;
    return await takeEndlessLog(ctx.request, { intake, context, now, signal: ticket.signal });
  } finally {
    ticket.leave();
  }
}

/** Words for people, JSON for who asks for it. */
function respond(request: Request, { status, text, json }: ReturnType<typeof answerLogs>): Response {
  const wantsJson = (request.headers.get('accept') ?? '').includes('application/json');
  if (wantsJson) return Response.json(json, { status });
  return new Response(text, { status, headers: { 'Content-Type': 'text/plain; charset=utf-8' } });
}
