import { readBody, readRawBody } from '../http/body.ts';
import { HttpError } from '../http/http-error.ts';
import type { PatternRouter } from '../http/router.ts';
import { routes } from '../routes.ts';
import { keepMany } from './keep.ts';
import { bodyLimits } from './limits.ts';
import { noteTaken } from './note-taken.ts';
import { answerRemoteWrite, seriesSentence } from './remote-write-answer.ts';
import type { IngestRoutesOptions } from './routes.ts';
import { senderOf } from './sender-of.ts';

/** The message of version 1.0, which senders may leave unsaid. */
const MESSAGE = 'prometheus.WriteRequest';

/** Prometheus remote write 1.0, at the address of Prometheus' own receiver and at that of Mimir. */
export function mountRemoteWrite(router: PatternRouter, options: IngestRoutesOptions): void {
  const { guard, intake, now } = options;
  const write = guard.ingest(async ({ request, signal }: WriteCtx, who) => {
    requireVersion1(request);
    // Snappy is unpacked by the intake: its blocks can only be unpacked whole, which would hold the main thread up.
    const isSnappy = isSnappyBlock(request);
    const body = isSnappy
      ? await readRawBody(request, bodyLimits.receivedBytes, signal, intake.memory)
      : await readBody(request, bodyLimits, signal, intake.memory);
    const form = { protocol: 'remote-write', packing: isSnappy ? 'snappy' : 'none' } as const;
    const taken = await keepMany(options, form, body, now(), signal, senderOf(who));
    noteTaken(request, taken, seriesSentence);
    return answerRemoteWrite(taken);
  });
  router.on(routes.remoteWrite, { POST: write });
  router.on(routes.remotePush, { POST: write });
}

interface WriteCtx {
  readonly request: Request;
  readonly signal: AbortSignal;
}

/** A message of version 2.0 would be read as an empty one of 1.0, and its samples would be gone. After 415 senders fall back. */
function requireVersion1(request: Request): void {
  const [type = '', ...parameters] = (request.headers.get('content-type') ?? '').toLowerCase().split(';');
  const proto = parameters
    .map(one => one.trim())
    .find(one => one.startsWith('proto='))
    ?.slice('proto='.length);
  const isKnown = type.trim() === '' || type.trim() === 'application/x-protobuf';
  if (isKnown && (proto === undefined || proto.replaceAll('"', '') === MESSAGE.toLowerCase())) return;
  const other = proto?.includes('.v2.') ? 'Remote write 2.0 is not taken here; leave protobuf_message out. ' : '';
  throw new HttpError(
    415,
    `${other}Send remote write 1.0 here: application/x-protobuf with proto=${MESSAGE}, packed with snappy.`,
    {
      headers: { Accept: `application/x-protobuf;proto=${MESSAGE}` },
    },
  );
}

/** Who names no encoding packs with snappy all the same, as version 1.0 demands. */
function isSnappyBlock(request: Request): boolean {
  const encoding = (request.headers.get('content-encoding') ?? '').trim().toLowerCase();
  return encoding === '' || encoding === 'snappy';
}
