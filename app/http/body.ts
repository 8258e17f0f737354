import { pipeline } from 'node:stream/promises';
import { readChunks, tooLarge } from './body-chunks.ts';
import { HttpError } from './http-error.ts';
import { createInflater, explainInflateError, tooDense } from './inflate.ts';

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
 * the memory. Throws `HttpError` 413 over a limit, 408 when it is not there within
 * five minutes, 415 for another encoding, 400 when the body is corrupt or ends
 * early, and the reason of `signal` when that is aborted; where it stops reading, the rest of the body is let go.
 * The body begins where its memory does, which belongs to nobody else, so that it can be moved to another thread.
 */
export async function readBody(
  request: Request,
  limits: BodyLimits,
  signal?: AbortSignal,
  memory: BodyMemory = ownMemory,
): Promise<Buffer<ArrayBuffer>> {
  const inflater = createInflater(request);
  if (inflater === undefined) {
    return await readRawBody(request, Math.min(limits.receivedBytes, limits.plainBytes), signal, memory);
  }
  const collect = (plain: AsyncIterable<Uint8Array>) => {
    return join(plain, limits.plainBytes, memory, plainBytes => {
      const allowedBytes = Math.max(ratioFloorBytes, inflater.bytesWritten * limits.plainPerReceivedByte);
      if (plainBytes > allowedBytes) throw tooDense();
    });
  };
  try {
    return await pipeline(
      readChunks(request, { limitBytes: limits.receivedBytes, withinMs }, signal),
      inflater,
      collect,
    );
  } catch (error) {
    throw explainInflateError(request, error);
  }
}

/** The whole body as it came, for encodings that a protocol brings itself; else as `readBody`. */
export async function readRawBody(
  request: Request,
  limitBytes: number,
  signal?: AbortSignal,
  memory: BodyMemory = ownMemory,
): Promise<Buffer<ArrayBuffer>> {
  return await join(readChunks(request, { limitBytes, withinMs }, signal), limitBytes, memory);
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

/** Milliseconds in which a whole body has to be there; Node's own limit is off, as some bodies never end. */
const withinMs = 300_000;

/** So much may come out of any body, however dense: lines that repeat shrink 500 times and more, honestly. */
const ratioFloorBytes = 8 * mebibyte;

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
