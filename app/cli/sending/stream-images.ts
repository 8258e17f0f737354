import { setTimeout } from 'node:timers/promises';
import type { Progress } from '../../backup/progress.ts';
import { RefusedError } from '../../backup/refused-error.ts';
import type { Target } from '../target.ts';

export interface ImageStream {
  readonly target: Target;
  readonly href: string;
  readonly pieces: AsyncGenerator<Uint8Array>;
  readonly signal: AbortSignal;
  readonly progress: Progress;
}

const RETRY_MS = 1_000;

/**
 * Sends pictures as they come, in one request that lasts as long as they do. When it breaks, the next one goes on with what comes then: of
 * a live picture nobody wants the past.
 */
export async function streamImages(stream: ImageStream): Promise<string> {
  const { target, pieces, signal, progress } = stream;
  let bytes = 0;
  let isOver = false;
  progress.begin('Sending pictures');
  // A request that ends must not end what the next one goes on with.
  const rest = async function* () {
    for (let piece = await pieces.next(); !piece.done; piece = await pieces.next()) {
      bytes += piece.value.length;
      progress.at(bytes);
      yield piece.value;
    }
    isOver = true;
  };
  for (;;) {
    const said = await post(stream, ReadableStream.from(rest()));
    if (isOver) return said ?? `${target.url.origin} was lost before the end.`;
    progress.at(bytes, `, waiting: ${said ?? `${target.url.origin} does not answer`}`);
    await setTimeout(RETRY_MS, undefined, { signal });
  }
}

/** The server's words; undefined when it was lost. @throws RefusedError */
async function post({ target, href, signal }: ImageStream, body: ReadableStream): Promise<string | undefined> {
  const headers = { ...(target.token !== undefined && { Authorization: `Bearer ${target.token}` }) };
  try {
    const init = { method: 'PUT', headers, body, signal, duplex: 'half' } as RequestInit;
    const response = await fetch(new URL(href, target.url), init);
    const text = (await response.text()).trim();
    if (response.ok || response.status >= 500) return text;
    throw new RefusedError(`${target.url.origin} answers ${response.status}: ${text}`);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof RefusedError) throw error;
    return undefined;
  }
}
