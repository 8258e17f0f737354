import { pipeline } from 'node:stream/promises';
import * as zlib from 'node:zlib';
import { HttpError } from './http-error.ts';

/** Bounds of a request body; over any of them it is answered 413 and reading stops at once. */
export interface BodyLimits {
  /** Bytes as they come over the wire. */
  readonly receivedBytes: number;
  /** Bytes after decompression. */
  readonly plainBytes: number;
  /** Bytes after decompression for each byte received; looked at once 8 MiB have come out. */
  readonly plainPerReceivedByte: number;
}

/** Gives memory of at least so many bytes, which is then the body's. */
export type BodyMemory = (bytes: number) => ArrayBuffer;

/**
 * The whole body, decompressed (gzip, deflate, and zstd where the runtime has it) off the event loop. The caller owns
 * the memory. Throws `HttpError` 413 over a limit, 415 for another encoding, 400 when the body is corrupt or ends
 * early, and the reason of `signal` when that is aborted; where it stops reading, the rest of the body is let go.
 * The body begins where its memory does, which belongs to nobody else, so that it can be moved to another thread.
 */
export async function readBody(
  request: Request,
  limits: BodyLimits,
  signal?: AbortSignal,
  memory: BodyMemory = ownMemory,
): Promise<Buffer<ArrayBuffer>> {
  const encoding = (request.headers.get('content-encoding') ?? '').trim().toLowerCase();
  if (encoding === '' || encoding === 'identity') {
    return await readRawBody(request, Math.min(limits.receivedBytes, limits.plainBytes), signal, memory);
  }
  const inflater = createInflater(encoding);
  const collect = (plain: AsyncIterable<Uint8Array>) => {
    return join(plain, limits.plainBytes, memory, plainBytes => {
      const allowedBytes = Math.max(ratioFloorBytes, inflater.bytesWritten * limits.plainPerReceivedByte);
      if (plainBytes > allowedBytes) throw tooDense();
    });
  };
  try {
    return await pipeline(readChunks(request, limits.receivedBytes, signal), inflater, collect);
  } catch (error) {
    throw isInflateError(error) ? corrupt(encoding, error) : error;
  }
}

/** The whole body as it came, for encodings that a protocol brings itself; else as `readBody`. */
export async function readRawBody(
  request: Request,
  limitBytes: number,
  signal?: AbortSignal,
  memory: BodyMemory = ownMemory,
): Promise<Buffer<ArrayBuffer>> {
  return await join(readChunks(request, limitBytes, signal), limitBytes, memory);
}

/** What a route that reads forms accepts; the router refuses the rest before anybody is asked for a right. */
export const FORM_TYPES = ['application/x-www-form-urlencoded'];

/** The fields of an HTML form (`application/x-www-form-urlencoded`, at most 1 MiB). Throws as `readBody`. */
export async function readForm(request: Request, signal?: AbortSignal): Promise<URLSearchParams> {
  requireType(request, /^application\/x-www-form-urlencoded$/, 'application/x-www-form-urlencoded');
  return new URLSearchParams((await readBody(request, smallBody, signal)).toString('utf8'));
}

/** The value of a JSON body (`application/json` or `application/*+json`, at most 1 MiB). Throws as `readBody`. */
export async function readJson(request: Request, signal?: AbortSignal): Promise<unknown> {
  requireType(request, /^application\/(?:[\w.-]+\+)?json$/, 'application/json');
  const body = await readBody(request, smallBody, signal);
  try {
    return JSON.parse(body.toString('utf8'));
  } catch (error) {
    throw new HttpError(400, `The body is not JSON: ${(error as SyntaxError).message}.`, { cause: error });
  }
}

const mebibyte = 1024 * 1024;

/** What people type and pages send. */
const smallBody: BodyLimits = { receivedBytes: mebibyte, plainBytes: mebibyte, plainPerReceivedByte: 1000 };

/** So much may come out of any body, however dense: lines that repeat shrink 500 times and more, honestly. */
const ratioFloorBytes = 8 * mebibyte;

/** One trip to the thread pool and back brings so much. */
const inflateChunkBytes = 64 * 1024;

type Inflater = zlib.Gunzip | zlib.Inflate | zlib.ZstdDecompress;

const inflaters: Readonly<Record<string, () => Inflater>> = {
  gzip: () => zlib.createGunzip({ chunkSize: inflateChunkBytes }),
  'x-gzip': () => zlib.createGunzip({ chunkSize: inflateChunkBytes }),
  deflate: () => zlib.createInflate({ chunkSize: inflateChunkBytes }),
  // zstd came to Node with 22.15.
  ...('createZstdDecompress' in zlib && { zstd: () => zlib.createZstdDecompress({ chunkSize: inflateChunkBytes }) }),
};

function createInflater(encoding: string): Inflater {
  if (Object.hasOwn(inflaters, encoding)) return inflaters[encoding]!();
  const accepted = Object.keys(inflaters).filter(name => !name.startsWith('x-'));
  const message = `The body has the encoding "${encoding}"; send it as ${accepted.join(', ')} or without an encoding.`;
  throw new HttpError(415, message, { headers: { 'Accept-Encoding': accepted.join(', ') } });
}

/** The body as it comes, until `limitBytes`. Lets the rest go when the reader leaves, at the limit and on abort. */
async function* readChunks(request: Request, limitBytes: number, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
  const reader = request.body?.getReader();
  if (reader === undefined) return;
  const cancel = () => void reader.cancel(signal?.reason).catch(() => {}); // It failed, and reading says so below.
  signal?.addEventListener('abort', cancel, { once: true });
  try {
    if (Number(request.headers.get('content-length')) > limitBytes) throw tooLarge(limitBytes);
    for (let receivedBytes = 0; ; ) {
      signal?.throwIfAborted();
      const { done, value } = await reader.read().catch(cutOff);
      signal?.throwIfAborted();
      if (done) return;
      receivedBytes += value.byteLength;
      if (receivedBytes > limitBytes) throw tooLarge(limitBytes);
      yield value;
    }
  } finally {
    signal?.removeEventListener('abort', cancel);
    cancel();
  }
}

async function join(
  chunks: AsyncIterable<Uint8Array>,
  limitBytes: number,
  memory: BodyMemory,
  check?: (totalBytes: number) => void,
) {
  const parts: Uint8Array[] = [];
  let totalBytes = 0;
  for await (const chunk of chunks) {
    totalBytes += chunk.byteLength;
    if (totalBytes > limitBytes) throw tooLarge(limitBytes, ' after decompression');
    check?.(totalBytes);
    parts.push(chunk);
  }
  return concat(parts, totalBytes, memory);
}

/** The memory of a chunk, and that of `Buffer.concat`, may be shared. */
function concat(parts: readonly Uint8Array[], totalBytes: number, memory: BodyMemory): Buffer<ArrayBuffer> {
  const whole = Buffer.from(memory(totalBytes), 0, totalBytes);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.byteLength;
  }
  return whole;
}

function ownMemory(bytes: number): ArrayBuffer {
  return Buffer.allocUnsafeSlow(bytes).buffer;
}

function requireType(request: Request, pattern: RegExp, wanted: string): void {
  const type = (request.headers.get('content-type') ?? '').split(';')[0]!.trim().toLowerCase();
  if (!pattern.test(type)) throw new HttpError(415, `Send the body as ${wanted}${type && `, not as ${type}`}.`);
}

function isInflateError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^(?:Z_|ZSTD_)/.test(String(error.code));
}

function corrupt(encoding: string, cause: unknown): HttpError {
  return new HttpError(400, `The body is not whole ${encoding}: it is damaged or ends early. Send it again.`, {
    cause,
  });
}

function cutOff(cause: unknown): never {
  throw new HttpError(400, 'The body ended before it was complete. Send it again.', { cause });
}

function tooLarge(limitBytes: number, when = ''): HttpError {
  return new HttpError(413, `The body is larger than ${limitBytes} bytes${when}. Send it in smaller pieces.`);
}

function tooDense(): HttpError {
  return new HttpError(413, 'The body grows too much when it is decompressed. Send it in smaller pieces.');
}
