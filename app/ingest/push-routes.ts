import { readBody } from '../http/body.ts';
import { HttpError } from '../http/http-error.ts';
import type { PatternRouter } from '../http/router.ts';
import { routes } from '../routes.ts';
import { answerMany } from './answer.ts';
import { keepMany } from './keep.ts';
import { bodyLimits } from './limits.ts';
import { noteTaken } from './note-taken.ts';
import type { Push } from './prometheus-push.ts';
import { parsePushGroup } from './push-group.ts';
import type { IngestRoutesOptions } from './routes.ts';
import { senderOf } from './sender-of.ts';

/** What a Pushgateway takes: Prometheus' text under an address that names the job, and more labels. */
export function mountPush(router: PatternRouter, options: IngestRoutesOptions): void {
  const { guard, intake, now } = options;
  const on = (act: Push['act']) =>
    guard.ingest(async ({ request, url, signal }: PushCtx, who) => {
      const push: Push = { group: groupOf(url), act, dialect: dialectOf(request) };
      const body = await readBody(request, bodyLimits, signal, intake.memory);
      const taken = await keepMany(
        options,
        { protocol: 'prometheus-push', ...push },
        body,
        now(),
        signal,
        senderOf(who),
      );
      noteTaken(request, taken);
      return respond(act, taken);
    });
  const methods = { POST: on('add'), PUT: on('replace'), DELETE: on('remove') };
  for (const route of [routes.pushJob, routes.pushGroup, routes.pushJob64, routes.pushGroup64])
    router.on(route, methods);
}

interface PushCtx {
  readonly request: Request;
  readonly url: URL;
  readonly signal: AbortSignal;
}

function groupOf({ pathname }: URL) {
  const group = parsePushGroup(pathname.slice(routes.metrics.href().length));
  if (!group.ok) throw new HttpError(400, group.reason);
  return group.value;
}

/** Clients of the older text mostly name no type at all. */
function dialectOf(request: Request): Push['dialect'] {
  const type = (request.headers.get('content-type') ?? '').toLowerCase();
  if (type.includes('protobuf')) throw new HttpError(415, "Send Prometheus' text here, not protobuf.");
  return type.includes('openmetrics') ? 'openmetrics' : 'prometheus';
}

/** A Pushgateway refuses a text with a bad line whole; here the good lines are kept, and 400 says that some were not. */
function respond(act: Push['act'], taken: Parameters<typeof answerMany>[0]): Response {
  const headers = { 'Content-Type': 'text/plain; charset=utf-8' };
  if (act === 'remove') return new Response(null, { status: 202 });
  const { text } = answerMany(taken);
  const isWhole = taken.found.problemCount + taken.kept.refused === 0;
  return new Response(text, { status: isWhole ? 200 : 400, headers });
}
