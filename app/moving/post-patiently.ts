import { setTimeout } from 'node:timers/promises';
import { RefusedError } from '../backup/refused-error.ts';

export interface PatientPost {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly signal: AbortSignal;
  /** Waits so long. Default: by the system's clock. */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<void>;
}

export interface Posted {
  readonly status: number;
  readonly text: string;
}

/** All waits of one body together. A server that is busy for so long needs somebody to look at it. */
const PATIENCE_MS = 10 * 60_000;

/** Where a server does not say when to come again. */
const DEFAULT_RETRY_MS = 1_000;

/** What a Telltale says where too many series are new within a minute. The same body may be sent again: it replaces itself. */
const IN_A_MINUTE = 'Send it again in a minute';
const MINUTE_MS = 60_000;

/**
 * Sends a body, and sends it again when the server asks for that (429, 503, too many new series within a minute).
 *
 * @throws RefusedError when the server does not answer, or asks for too much patience.
 */
export async function postPatiently(post: PatientPost): Promise<Posted> {
  const { wait = waitByClock } = post;
  for (let waitedMs = 0; ; ) {
    const { retryMs, ...posted } = await postOnce(post);
    if (retryMs === undefined) return posted;
    waitedMs += retryMs;
    if (waitedMs > PATIENCE_MS)
      throw new RefusedError(
        `${post.url.origin} has been busy for ten minutes: ${posted.status} ${posted.text.trim()}`,
      );
    await wait(retryMs, post.signal);
  }
}

function waitByClock(ms: number, signal: AbortSignal): Promise<void> {
  return setTimeout(ms, undefined, { signal });
}

async function postOnce({
  url,
  headers,
  body,
  signal,
}: PatientPost): Promise<Posted & { retryMs: number | undefined }> {
  try {
    const response = await fetch(url, { method: 'POST', headers, body, signal });
    const text = await response.text();
    return { status: response.status, text, retryMs: retryMsOf(response, text) };
  } catch (error) {
    if (signal.aborted) throw error;
    const cause = (error as { cause?: { code?: string; message?: string } }).cause;
    throw new RefusedError(`${url.origin} does not answer (${cause?.code ?? cause?.message ?? error}).`, {
      cause: error,
    });
  }
}

function retryMsOf({ status, headers }: Response, text: string): number | undefined {
  if (text.includes(IN_A_MINUTE)) return MINUTE_MS;
  if (status !== 429 && status !== 503) return undefined;
  const after = headers.get('retry-after') ?? '';
  const ms = /^\d+$/.test(after) ? Number(after) * 1000 : Date.parse(after) - Date.now();
  return Number.isFinite(ms) ? Math.max(ms, 0) : DEFAULT_RETRY_MS;
}
