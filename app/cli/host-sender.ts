import { setTimeout } from 'node:timers/promises';
import { createHostLink, type HostLinkEvents } from './host-link.ts';
import type { PostOutcome } from './host-post.ts';
import type { HostQueue, QueuedMoment } from './host-queue.ts';
import { reconnectDelayMs } from './reconnect-delay.ts';

export interface SenderOptions {
  readonly queue: HostQueue;
  readonly post: (moments: readonly QueuedMoment[], signal: AbortSignal) => Promise<PostOutcome>;
  readonly events: HostLinkEvents;
  readonly now: () => number;
  /** Ends it: what waits is sent, if that takes a few seconds only. */
  readonly signal: AbortSignal;
  /** Waits between attempts, shorter when the signal says so. Default: by the system's clock. */
  readonly pause?: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** How the sending ended: so many moments are left, because the server refuses everything or cannot be reached. */
export interface SenderEnd {
  readonly left: number;
  readonly refusal?: string;
}

/** Moments in one body: a minute, when it catches up. */
const MAX_MOMENTS = 60;
/** So long the end waits for the rest to be sent. */
const END_MS = 5_000;

/**
 * Sends what the queue holds, oldest first, one body after the other: the next goes when the one before is answered. What is not
 * answered stays in the queue. A refusal ends it before the first answer, when somebody sits there; later it is waited out.
 */
export async function sendQueue(options: SenderOptions): Promise<SenderEnd> {
  const { queue, post, events, now, signal, pause = pauseByClock } = options;
  const link = createHostLink(queue, events, now);
  const deadline = deadlineAfter(signal);
  const wake = () => queue.wake();
  signal.addEventListener('abort', wake);
  try {
    for (;;) {
      if (!signal.aborted) await queue.whenFilled();
      const batch = queue.head(MAX_MOMENTS);
      if (batch.length === 0 || deadline.signal.aborted) return { left: queue.length };
      const outcome = await post(batch, deadline.signal);
      if (outcome.kind === 'kept') {
        link.answered(batch, outcome);
        continue;
      }
      if (outcome.kind === 'refused' && !link.wasConnected) return { left: queue.length, refusal: outcome.why };
      const attempt = link.failed(outcome.why);
      if (signal.aborted) return { left: queue.length };
      const retryMs = outcome.kind === 'later' ? (outcome.retryMs ?? 0) : 0;
      await pause(Math.max(retryMs, reconnectDelayMs(attempt)), signal);
    }
  } finally {
    deadline.clear();
    signal.removeEventListener('abort', wake);
  }
}

/** A signal that follows another one after `END_MS`. */
function deadlineAfter(signal: AbortSignal) {
  const ending = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const start = () => {
    timer = globalThis.setTimeout(() => ending.abort(), END_MS);
  };
  if (signal.aborted) start();
  else signal.addEventListener('abort', start, { once: true });
  return {
    signal: ending.signal,
    clear() {
      clearTimeout(timer);
      signal.removeEventListener('abort', start);
    },
  };
}

/** Ends early when it is time to end. */
async function pauseByClock(ms: number, signal: AbortSignal): Promise<void> {
  await setTimeout(ms, undefined, { signal }).catch(error => {
    if (!signal.aborted) throw error;
  });
}
