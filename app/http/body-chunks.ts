import { HttpError } from './http-error.ts';

export interface ChunkLimits {
  readonly limitBytes: number;
  /** Milliseconds until the end has to be there. */
  readonly withinMs: number;
}

/** For bodies that may never end; who reads them bounds what is kept of them. */
export const UNLIMITED: ChunkLimits = { limitBytes: Number.POSITIVE_INFINITY, withinMs: Number.POSITIVE_INFINITY };

/**
 * The body as it comes over the wire. Throws `HttpError` 413 over the limit of bytes, 408 over that of time, 400 when it
 * ends early, and the reason of `signal` when that is aborted. Lets the rest go when it ends otherwise than at the end.
 */
export async function* readChunks(
  request: Request,
  { limitBytes, withinMs }: ChunkLimits,
  signal?: AbortSignal,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const reader = request.body?.getReader();
  if (reader === undefined) return;
  const cancel = () => void reader.cancel(signal?.reason).catch(() => {}); // It failed, and reading says so below.
  let isLate = false;
  const whenLate = () => {
    isLate = true;
    cancel();
  };
  const timer = withinMs < Number.POSITIVE_INFINITY ? setTimeout(whenLate, withinMs) : undefined;
  signal?.addEventListener('abort', cancel, { once: true });
  try {
    if (Number(request.headers.get('content-length')) > limitBytes) throw tooLarge(limitBytes);
    for (let receivedBytes = 0; ; ) {
      signal?.throwIfAborted();
      const { done, value } = await reader.read().catch(cutOff);
      signal?.throwIfAborted();
      if (isLate) throw tooSlow(withinMs);
      if (done) return;
      receivedBytes += value.byteLength;
      if (receivedBytes > limitBytes) throw tooLarge(limitBytes);
      yield value;
    }
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', cancel);
    cancel();
  }
}

function cutOff(cause: unknown): never {
  throw new HttpError(400, 'The body ended before it was complete. Send it again.', { cause });
}

function tooSlow(withinMs: number): HttpError {
  return new HttpError(408, `The body took more than ${withinMs / 1000} seconds to come. Send it in smaller pieces.`);
}

export function tooLarge(limitBytes: number, when = ''): HttpError {
  return new HttpError(413, `The body is larger than ${limitBytes} bytes${when}. Send it in smaller pieces.`);
}
