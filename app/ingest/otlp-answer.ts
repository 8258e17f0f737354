import { asUnwritable } from '../../db/keeper/as-unwritable.ts';
import { HttpError } from '../http/http-error.ts';
import { noteDelivery } from '../senders/delivery.ts';
import { writeProtobuf } from './protobuf/write-protobuf.ts';

/** The encodings of OTLP over HTTP; an answer has that of its request. */
export type OtlpEncoding = 'json' | 'protobuf';

const CONTENT_TYPES: Readonly<Record<OtlpEncoding, string>> = {
  json: 'application/json',
  protobuf: 'application/x-protobuf',
};

/** What was not kept of a request that was kept otherwise; the sender must not send it again. */
export interface PartialSuccess {
  readonly rejected: number;
  /** Empty where all is kept. */
  readonly message: string;
}

/** How the count of what was rejected is called in JSON. */
export type RejectedName = 'rejectedDataPoints' | 'rejectedLogRecords' | 'rejectedSpans';

/** The encoding that a request says it has. Throws `HttpError` 415 for another one. */
export function otlpEncodingOf(request: Request): OtlpEncoding {
  const type = (request.headers.get('content-type') ?? '').split(';')[0]!.trim().toLowerCase();
  const found = (Object.keys(CONTENT_TYPES) as OtlpEncoding[]).find(name => CONTENT_TYPES[name] === type);
  if (found) return found;
  throw new HttpError(
    415,
    `Send the body as ${Object.values(CONTENT_TYPES).join(' or ')}${type && `, not as ${type}`}.`,
  );
}

/** 200 with an `Export…ServiceResponse`: empty when all is kept. */
export function answerOtlp(
  encoding: OtlpEncoding,
  { rejected, message }: PartialSuccess,
  name: RejectedName,
): Response {
  const isWhole = rejected === 0 && message === '';
  // A count of 64 bits is a text in the JSON of protobuf.
  if (encoding === 'json')
    return Response.json(isWhole ? {} : { partialSuccess: { [name]: String(rejected), errorMessage: message } });
  const partial = writeProtobuf([
    [1, rejected],
    [2, message],
  ]);
  return binary(200, isWhole ? Buffer.alloc(0) : writeProtobuf([[1, partial]]));
}

/** Refusals as a `google.rpc.Status` in the encoding of the request; whatever else is thrown is not about the client. */
export async function answeringOtlp(request: Request, handler: () => Promise<Response>): Promise<Response> {
  try {
    return await handler();
  } catch (thrown) {
    const refusal = toRefusal(asUnwritable(thrown));
    if (!refusal) throw thrown;
    const { status, message, headers } = refusal;
    noteDelivery(request, { reason: message });
    return refuse(request, status, message, headers);
  }
}

/** 400 and the like. A request in neither encoding is told in JSON. */
export function refuse(
  request: Request,
  status: number,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const code = CODES[status] ?? (status >= 500 ? 13 : 3);
  const isProtobuf = (request.headers.get('content-type') ?? '').toLowerCase().startsWith(CONTENT_TYPES.protobuf);
  if (!isProtobuf) return Response.json({ code, message }, { status, headers });
  return binary(
    status,
    writeProtobuf([
      [1, code],
      [2, message],
    ]),
    headers,
  );
}

/** Codes of gRPC by the statuses of HTTP: https://grpc.io/docs/guides/status-codes/ */
const CODES: Readonly<Record<number, number>> = {
  400: 3,
  401: 16,
  403: 7,
  404: 5,
  408: 4,
  413: 8,
  415: 3,
  429: 8,
  503: 14,
};

function toRefusal(error: unknown): Pick<HttpError, 'status' | 'message' | 'headers'> | undefined {
  if (error instanceof HttpError) return error;
  if (!(error instanceof Error && 'retryAfterSeconds' in error)) return undefined;
  const message =
    'sentence' in error ? String(error.sentence) : 'Too much is waiting to be written. Send it again in a moment.';
  return { status: 503, message, headers: { 'Retry-After': String(error.retryAfterSeconds) } };
}

function binary(status: number, body: Buffer<ArrayBuffer>, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(body, { status, headers: { ...headers, 'Content-Type': CONTENT_TYPES.protobuf } });
}
