import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { guardedLookup, requireMayAsk } from '../http/guarded-lookup.ts';

/** One attempt takes no longer. */
const TIMEOUT_MS = 10_000;
/** Of an answer, which nobody reads; beyond it the connection is cut. */
const ANSWER_MAX_BYTES = 64 * 1024;

export interface WebhookPost {
  readonly url: string;
  readonly body: string;
  /** The same for each attempt of one press, so that the receiver can tell. */
  readonly idempotencyKey: string;
}

export interface PostOptions {
  readonly signal: AbortSignal;
  readonly mayPostTo: (address: string) => boolean;
}

/** What became of an attempt, in words without the path and query of the address, which may hold a secret. */
export interface PostResult {
  readonly isTaken: boolean;
  /** Whether it makes sense to try once more. */
  readonly mayRetry: boolean;
  readonly words: string;
}

/** Posts JSON to an address that an owner wrote. Never throws but for `signal`; redirects are not followed. */
export async function postWebhook(post: WebhookPost, { signal, mayPostTo }: PostOptions): Promise<PostResult> {
  const url = new URL(post.url);
  const within = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]);
  try {
    const response = await send(url, post, within, mayPostTo);
    await drain(response);
    return judge(url, response.statusCode ?? 0);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof RefusedAddressError) return { isTaken: false, mayRetry: false, words: error.message };
    const code = (error as { code?: string }).code;
    const why = within.aborted
      ? `did not answer within ${TIMEOUT_MS / 1000} s`
      : `cannot be reached (${code ?? 'cut off'})`;
    return { isTaken: false, mayRetry: true, words: `${url.host} ${why}` };
  }
}

class RefusedAddressError extends Error {}

function refusal({ hostname }: URL): Error {
  return new RefusedAddressError(
    `${hostname} may not be posted to: it is this machine, or a network that TELLTALE_WEBHOOKS_TO leaves out`,
  );
}

function send(
  url: URL,
  { body, idempotencyKey }: WebhookPost,
  signal: AbortSignal,
  mayAsk: (address: string) => boolean,
): Promise<IncomingMessage> {
  const guard = { mayAsk, refusal: () => refusal(url) };
  requireMayAsk(url, guard);
  const request = url.protocol === 'https:' ? requestHttps : requestHttp;
  const headers = {
    ...{ 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) },
    ...{ 'User-Agent': 'Telltale', 'Idempotency-Key': idempotencyKey },
  };
  return new Promise((resolve, reject) => {
    request(url, { method: 'POST', agent: false, headers, signal, lookup: guardedLookup(guard) }, resolve)
      .once('error', reject)
      .end(body);
  });
}

async function drain(response: IncomingMessage): Promise<void> {
  let bytes = 0;
  for await (const part of response) {
    bytes += (part as Buffer).length;
    if (bytes > ANSWER_MAX_BYTES) break; // leaving the loop cuts the connection
  }
}

function judge({ host }: URL, status: number): PostResult {
  const words = `${host} answered ${status}`;
  if (status >= 200 && status < 300) return { isTaken: true, mayRetry: false, words };
  if (status >= 300 && status < 400)
    return { isTaken: false, mayRetry: false, words: `${words} and leads elsewhere: write the address where it ends` };
  return { isTaken: false, mayRetry: status >= 500 || status === 429, words };
}
