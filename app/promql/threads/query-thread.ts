import { setTimeout } from 'node:timers/promises';
import type { MessagePort } from 'node:worker_threads';
import type { CallArgs, CallName, CallValue } from '../../../db/keeper/calls.ts';
import { KeeperFailedError } from '../../../db/keeper/keeper-errors.ts';
import { siblingModule } from '../../../db/keeper/sibling-module.ts';
import { type Keeper, startKeeper } from '../../../db/keeper/start-keeper.ts';
import { queryLimits } from '../query-limits.ts';
import type { QueryThreadCalls, QueryThreadData } from './query-thread-calls.ts';

/** How long a thread may go on with what was given up before it is ended: it looks at it many times in a millisecond, mostly. */
const GRACE_MS = 250;

/**
 * The thread watches its heap itself (`heap-watch.ts`), and refuses what needs more. V8's bound is the last resort, so far away that
 * nothing gets there between two looks; and what is young moves into the heap in small steps.
 */
const HEAP_RESERVE = 4;
const YOUNG_MEGABYTES = 32;

/** Less for tests, which then see it happen. */
export interface ThreadLimits {
  /** How long it may go on with what was given up before it is ended. */
  readonly graceMs?: number;
  readonly heapMegabytes?: number;
}

export interface QueryThreadOptions {
  readonly path: string;
  readonly port: MessagePort;
  readonly limits?: ThreadLimits | undefined;
  readonly onFailure: (error: KeeperFailedError) => void;
}

/** One thread that answers queries, one at a time. */
export class QueryThread {
  readonly #keeper: Keeper<QueryThreadCalls>;
  readonly #givenUp: Int32Array;

  readonly #graceMs: number;

  /** `port` is a line to the history's keeper, which the thread takes over. */
  constructor({ path, port, limits = {}, onFailure }: QueryThreadOptions) {
    const { graceMs = GRACE_MS, heapMegabytes = queryLimits.heapMegabytes } = limits;
    this.#graceMs = graceMs;
    const givenUp = new SharedArrayBuffer(4);
    this.#givenUp = new Int32Array(givenUp);
    this.#keeper = startKeeper<QueryThreadCalls>(siblingModule('./query-worker', import.meta.url), {
      name: 'query thread',
      workerData: { path, keeper: port, givenUp, heapMegabytes } satisfies QueryThreadData,
      transfer: [port],
      closeTimeoutMs: graceMs,
      resourceLimits: {
        maxOldGenerationSizeMb: heapMegabytes * HEAP_RESERVE,
        maxYoungGenerationSizeMb: YOUNG_MEGABYTES,
      },
      onFailure,
    });
  }

  /** Asks, while no other call is under way. */
  async call<N extends CallName<QueryThreadCalls>>(
    name: N,
    args: CallArgs<QueryThreadCalls[N]>,
    signal: AbortSignal,
  ): Promise<CallValue<QueryThreadCalls[N]>> {
    Atomics.store(this.#givenUp, 0, 0);
    const giveUp = () => void Atomics.store(this.#givenUp, 0, 1);
    signal.addEventListener('abort', giveUp, { once: true });
    try {
      return await this.#keeper.call(name, args, { signal });
    } finally {
      signal.removeEventListener('abort', giveUp);
    }
  }

  /** Whether it has come to rest, and can be asked again. If not, it is ended. */
  async rest(): Promise<boolean> {
    if (this.#keeper.failure) return false;
    if (this.#keeper.pending === 0) return true;
    const late = new AbortController();
    const resting = this.#keeper.call('rest', []).then(
      () => true,
      () => false, // it has failed, or is closed
    );
    const isAtRest = await Promise.race([resting, lateAfter(this.#graceMs, late.signal)]);
    late.abort();
    if (!isAtRest) await this.#end();
    return isAtRest;
  }

  close(): Promise<void> {
    Atomics.store(this.#givenUp, 0, 1);
    return this.#end();
  }

  /** What it may be busy with nobody waits for, so that it had to be made to end is no failure. */
  async #end(): Promise<void> {
    await this.#keeper.close().catch(error => {
      if (!(error instanceof KeeperFailedError)) throw error;
    });
  }
}

async function lateAfter(ms: number, signal: AbortSignal): Promise<false> {
  await setTimeout(ms, undefined, { signal }).catch(() => {}); // it came to rest
  return false;
}
