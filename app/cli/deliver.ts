import { setTimeout } from 'node:timers/promises';
import { RefusedError } from '../backup/refused-error.ts';
import type { Target } from './target.ts';

/** What is sent at one time. */
export interface Delivery {
  /** With its query, as `routes` gives it. */
  readonly href: string;
  readonly contentType: string;
  /** The answer is wanted as JSON. */
  readonly isJson?: boolean;
  readonly body: string | Uint8Array<ArrayBuffer>;
}

export interface Delivering {
  readonly signal: AbortSignal;
  /** Told why it is tried again, each time; a sentence. */
  readonly onWait?: (reason: string) => void;
  /** Waits so long. Default: by the system's clock. */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<void>;
}

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 10_000;
/** A server that takes longer to answer is taken for gone: it may be a connection that nobody hears of any more. */
const ANSWER_MS = 30_000;

/** Answers after which the same may go well later: too much to do, starting, or something between us that has lost it. */
const PASSING: ReadonlySet<number> = new Set([408, 425, 429, 500, 502, 503, 504]);

/**
 * Sends something, again and again until the server has taken it, and gives its words. Rejects with the signal's reason, or with a
 * RefusedError when the server will never take it.
 */
export async function deliver(target: Target, delivery: Delivery, options: Delivering): Promise<string> {
  const { signal, onWait = () => {}, wait = waitByClock } = options;
  for (let attempt = 0; ; attempt++) {
    const outcome = await attemptOnce(target, delivery, signal);
    if ('text' in outcome) return outcome.text;
    onWait(outcome.reason);
    await wait(outcome.retryMs ?? backoffMs(attempt), signal);
  }
}

type Outcome = { readonly text: string } | { readonly reason: string; readonly retryMs?: number | undefined };

async function attemptOnce(
  { url, token }: Target,
  { href, contentType, body, isJson = false }: Delivery,
  signal: AbortSignal,
): Promise<Outcome> {
  const headers = {
    ...{ 'Content-Type': contentType, Accept: isJson ? 'application/json' : '*/*' },
    ...(token !== undefined && { Authorization: `Bearer ${token}` }),
  };
  try {
    const answering = AbortSignal.any([signal, AbortSignal.timeout(ANSWER_MS)]);
    const response = await fetch(new URL(href, url), { method: 'POST', headers, body, signal: answering });
    const text = (await response.text()).trim();
    if (response.ok) return { text };
    const said = `${url.origin} answers ${response.status}: ${text.split('\n', 1)[0]!.slice(0, 300)}`;
    if (PASSING.has(response.status)) return { reason: said, retryMs: retryMsOf(response) };
    throw new RefusedError(response.status === 401 ? `${said} ${TOKEN_CURE}` : said);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof RefusedError) throw error;
    const { cause } = error as { cause?: { code?: string; message?: string } };
    return { reason: `${url.origin} does not answer (${cause?.code ?? cause?.message ?? (error as Error).message}).` };
  }
}

const TOKEN_CURE = 'Give a write token by --token, --token-file or TELLTALE_TOKEN.';

function retryMsOf({ headers }: Response): number | undefined {
  const after = headers.get('retry-after') ?? '';
  return /^\d+$/.test(after) ? Math.min(Number(after) * 1000, 60_000) : undefined;
}

/** Twice as long each time, with a part by chance, so that many senders do not come back at one moment. */
function backoffMs(attempt: number): number {
  return Math.min(FIRST_WAIT_MS * 2 ** attempt, LONGEST_WAIT_MS) * (0.5 + Math.random() / 2);
}

async function waitByClock(ms: number, signal: AbortSignal): Promise<void> {
  await setTimeout(ms, undefined, { signal }).catch(() => signal.throwIfAborted());
}
