import { routes } from '../routes.ts';
import type { QueuedMoment } from './host-queue.ts';
import type { Target } from './target.ts';

/** What became of some readings. */
export type PostOutcome =
  /** The server has them, but for those that it will never take: `why` says that of the first. */
  | { readonly kind: 'kept'; readonly refused: number; readonly why?: string | undefined }
  /** It does not answer, or asks for patience. */
  | { readonly kind: 'later'; readonly why: string; readonly retryMs?: number }
  /** It will not take any until somebody has done something. */
  | { readonly kind: 'refused'; readonly why: string };

/** A connection that hangs is given up after so long. */
const TIMEOUT_MS = 15_000;
/** A server that asks for more patience than this is asked again all the same. */
const MAX_RETRY_AFTER_MS = 10 * 60_000;
const MAX_WORDS_CHARS = 300;

/** What a Telltale says where too many series are new; the same readings may be sent again, they replace themselves. */
const IN_A_MINUTE = 'Send it again in a minute';
const MINUTE_MS = 60_000;

/** Sends moments in one body, compressed. Never rejects. */
export async function postMoments(
  { url, token }: Target,
  moments: readonly QueuedMoment[],
  signal: AbortSignal,
): Promise<PostOutcome> {
  try {
    const response = await fetch(new URL(routes.inMany.href(), url), {
      method: 'POST',
      redirect: 'manual',
      headers: {
        'Content-Type': 'application/x-ndjson',
        'Content-Encoding': 'gzip',
        Accept: 'application/json',
        ...(token !== undefined && { Authorization: `Bearer ${token}` }),
      },
      body: Buffer.concat(moments.map(({ body }) => body)),
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
    });
    return toOutcome(response, await response.text(), moments);
  } catch (error) {
    return { kind: 'later', why: whyUnreachable(error) };
  }
}

/** In the words of the system: `ECONNREFUSED`. */
export function whyUnreachable(error: unknown): string {
  if (error instanceof Error && error.name === 'TimeoutError') return `no answer within ${TIMEOUT_MS / 1000} s`;
  const { cause } = error as { cause?: { code?: string; message?: string } };
  return cause?.code || cause?.message || String(error);
}

function toOutcome(response: Response, text: string, moments: readonly QueuedMoment[]): PostOutcome {
  const { status, headers } = response;
  const answer = parseJson(text);
  const why = answer.problems?.[0]?.reason ?? answer.refusals?.[0] ?? answer.error ?? text.trim();
  const words = why.slice(0, MAX_WORDS_CHARS);
  if (text.includes(IN_A_MINUTE)) return { kind: 'later', why: words, retryMs: MINUTE_MS };
  if (response.ok && answer.ok) return { kind: 'kept', refused: answer.refused ?? 0, why: words };
  if (status === 400 && answer.ok === false) return { kind: 'kept', refused: countReadings(moments), why: words };
  if (status === 429 || status >= 500)
    return { kind: 'later', why: `it answers ${status}: ${words}`, ...retryAfter(headers.get('retry-after')) };
  if (status === 401) return { kind: 'refused', why: 'it knows no such token. It may be mistyped, or was revoked.' };
  if (status === 403) return { kind: 'refused', why: words };
  const place = headers.get('location');
  return { kind: 'refused', why: place ? `it leads on to ${place}` : `it answers ${status}, which no Telltale does` };
}

interface ManyAnswer {
  readonly ok?: boolean;
  readonly error?: string;
  readonly refused?: number;
  readonly problems?: readonly { readonly reason: string }[];
  readonly refusals?: readonly string[];
}

/** Empty when it is none of a Telltale. */
function parseJson(text: string): ManyAnswer {
  try {
    const answer: unknown = JSON.parse(text);
    return typeof answer === 'object' && answer !== null ? answer : {};
  } catch {
    return {};
  }
}

function countReadings(moments: readonly QueuedMoment[]): number {
  return moments.reduce((sum, { readings }) => sum + readings, 0);
}

/** Seconds, or a date (RFC 9110 10.2.3). */
function retryAfter(text: string | null): { retryMs?: number } {
  if (text === null) return {};
  const ms = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - Date.now();
  return Number.isFinite(ms) ? { retryMs: Math.min(MAX_RETRY_AFTER_MS, Math.max(0, ms)) } : {};
}
