import { setTimeout as wait } from 'node:timers/promises';
import { routes } from '../app/routes.ts';
import { createRandom } from '../app/testing/random.ts';
import type { TestServer } from '../app/testing/real-server.ts';

export interface SenderOptions {
  readonly metric: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly unit: string;
  /** Of the values, which are whole numbers from 0 to 100. */
  readonly seed: number;
}

interface Kept {
  readonly atMs: number;
  readonly value: number;
}

/** A device that reads ten times a second and sends each reading until it is answered, in order. */
export interface Sender {
  /** Resolves when so many readings were made since the start, sent or not. */
  sent(count: number): Promise<void>;
  /** Makes no more readings; resolves when all of them were answered. */
  finish(): Promise<void>;
  readonly isFinished: boolean;
  /** What the server said that it keeps, in the order of time. */
  acknowledged(): readonly Kept[];
  abort(): void;
}

const INTERVAL_MS = 100;
const RETRY_MS = 100;
/** A server that holds its sockets and does not answer is asked again. */
const ANSWER_TIMEOUT_MS = 2000;

export function startSender(server: TestServer, { metric, labels, unit, seed }: SenderOptions): Sender {
  const aborting = new AbortController();
  const { signal } = aborting;
  const k = server.writeToken;
  const random = createRandom(seed);
  const queue: Kept[] = [];
  const kept: Kept[] = [];
  const waiting: { readonly count: number; readonly resolve: () => void }[] = [];
  const startMs = Date.now();
  let made = 0;
  let isEnding = false;
  let isFinished = false;

  const make = () => {
    queue.push({ atMs: startMs + made * INTERVAL_MS, value: random(101) });
    made++;
    for (const { count, resolve } of waiting) if (made >= count) resolve();
  };

  const isKept = async ({ atMs, value }: Kept): Promise<boolean> => {
    const href = routes.inOne.href({ metric }, { ...labels, unit, t: (atMs / 1000).toFixed(3), k });
    try {
      const within = AbortSignal.any([signal, AbortSignal.timeout(ANSWER_TIMEOUT_MS)]);
      return (await fetch(server.url + href, { method: 'POST', body: String(value), signal: within })).ok;
    } catch {
      return false; // No answer, so it is sent again.
    }
  };

  const run = async () => {
    while (!signal.aborted && !(isEnding && queue.length === 0)) {
      const next = queue[0];
      if (next && (await isKept(next))) kept.push(queue.shift()!);
      else await wait(next ? RETRY_MS : INTERVAL_MS / 4);
    }
    isFinished = true;
  };

  const clock = setInterval(() => {
    // As many as are due: a timer that came late must not lose one.
    while (!isEnding && startMs + made * INTERVAL_MS <= Date.now()) make();
  }, INTERVAL_MS / 4);
  const running = run();

  return {
    sent: count => new Promise(resolve => (made >= count ? resolve() : waiting.push({ count, resolve }))),
    async finish() {
      isEnding = true;
      clearInterval(clock);
      await running;
    },
    get isFinished() {
      return isFinished;
    },
    acknowledged: () => kept,
    abort() {
      clearInterval(clock);
      aborting.abort();
    },
  };
}
