import { readBody } from '../http/body.ts';
import { HttpError } from '../http/http-error.ts';
import type { PatternRouter } from '../http/router.ts';
import { routes } from '../routes.ts';
import { noteDelivery } from '../senders/delivery.ts';
import { version as ownVersion } from '../version.ts';
import { answerInflux, type InfluxAnswer, type InfluxVersion, influxError } from './influx-answer.ts';
import { type Precision, parsePrecision } from './influx-time.ts';
import { keepMany } from './keep.ts';
import { bodyLimits } from './limits.ts';
import { noteTaken } from './note-taken.ts';
import type { IngestRoutesOptions } from './routes.ts';
import { senderOf } from './sender-of.ts';

/** The version that Influx clients are told; some of them look at the major number. */
const CLAIMED_VERSION = '1.8.10';

const VERSIONS: readonly {
  version: InfluxVersion;
  route: typeof routes.influxWrite | typeof routes.influxWrite2 | typeof routes.influxWrite3;
  precision: Precision;
}[] = [
  { version: 1, route: routes.influxWrite, precision: 'ns' },
  { version: 2, route: routes.influxWrite2, precision: 'ns' },
  { version: 3, route: routes.influxWrite3, precision: 'auto' },
];

/** InfluxDB's write interfaces 1, 2 and 3, and what their clients ask before they write. */
export function mountInflux(router: PatternRouter, options: IngestRoutesOptions): void {
  for (const { version, route, precision } of VERSIONS) {
    router.on(route, { POST: ctx => answering(ctx.request, version, () => write(ctx, version, precision, options)) });
  }

  const pong = () =>
    new Response(null, { status: 204, headers: { 'X-Influxdb-Version': CLAIMED_VERSION, 'X-Influxdb-Build': 'OSS' } });
  router.on(routes.influxPing, { GET: pong, POST: pong });

  router.on(routes.influxHealth, {
    GET: () =>
      Response.json({
        name: 'influxdb',
        message: 'ready for queries and writes',
        status: 'pass',
        checks: [],
        version: CLAIMED_VERSION,
        commit: ownVersion,
      }),
  });

  // Telegraf and others create their database first; here there is nothing to create.
  const created = () => Response.json({ results: [{ statement_id: 0 }] });
  router.on(routes.influxQuery, {
    POST: ctx => answering(ctx.request, 1, async () => options.guard.ingest(created)(ctx)),
  });
}

interface WriteCtx {
  readonly request: Request;
  readonly url: URL;
  readonly signal: AbortSignal;
}

async function write(
  ctx: WriteCtx,
  version: InfluxVersion,
  fallback: Precision,
  options: IngestRoutesOptions,
): Promise<Response> {
  const sender = senderOf(options.guard.require(ctx.request, 'ingest'));
  const precision = parsePrecision(ctx.url.searchParams.get('precision') ?? undefined, fallback);
  if (!precision.ok) throw new HttpError(400, precision.reason);
  const body = await readBody(ctx.request, bodyLimits, ctx.signal, options.intake.memory);
  const form = { protocol: 'influx' as const, precision: precision.value };
  const taken = await keepMany(options, form, body, options.now(), ctx.signal, sender);
  noteTaken(ctx.request, taken);
  return toResponse(answerInflux(version, taken));
}

/** Refusals in the words of that version of Influx; whatever else is thrown is not about the client. */
async function answering(
  request: Request,
  version: InfluxVersion,
  handler: () => Promise<Response>,
): Promise<Response> {
  try {
    return await handler();
  } catch (error) {
    if (!(error instanceof HttpError)) throw error;
    noteDelivery(request, { reason: error.message });
    return toResponse(influxError(version, error.status, error.message), error.headers);
  }
}

function toResponse(answer: InfluxAnswer, headers: Readonly<Record<string, string>> = {}): Response {
  if (!('json' in answer)) return new Response(null, { status: answer.status });
  return Response.json(answer.json, { status: answer.status, headers });
}
