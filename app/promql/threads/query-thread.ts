import { setTimeout } from 'node:timers/promises';
import type { MessagePort } from 'node:worker_threads';
import type { CallArgs, CallName, CallValue } from '../../../db/keeper/calls.ts';
import { KeeperFailedError } from '../../../db/keeper/keeper-errors.ts';
import { siblingModule } from '../../../db/keeper/sibling-module.ts';
import { type Keeper, startKeeper } from '../../../db/keeper/start-keeper.ts';
import { PromqlError } from '../promql-error.ts';
import { queryLimits } from '../query-limits.ts';
import type { QueryThreadCalls, QueryThreadData } from './query-thread-calls.ts';

/** How long a thread may go on with what was given up before it is ended: it looks at it many times in a millisecond, mostly. */
const GRACE_MS = 250;

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
  readonly #heapMegabytes: number;

  /** `port` is a line to the history's keeper, which the thread takes over. */
  constructor({ path, port, limits = {}, onFailure }: QueryThreadOptions) {
    const { graceMs = GRACE_MS, heapMegabytes = queryLimits.heapMegabytes } = limits;
    this.#graceMs = graceMs;
    this.#heapMegabytes = heapMegabytes;
    const givenUp = new SharedArrayBuffer(4);
    this.#givenUp = new Int32Array(givenUp);
    this.#keeper = startKeeper<QueryThreadCalls>(siblingModule('./query-worker', import.meta.url), {
      name: 'query thread',
      workerData: { path, keeper: port, givenUp } satisfies QueryThreadData,
      transfer: [port],
      closeTimeoutMs: graceMs,
      resourceLimits: { maxOldGenerationSizeMb: heapMegabytes },
      onFailure: error => {
        if (!isOutOfMemory(error)) onFailure(error);
      },
    });
  }

  /** Asks, while no other call is under way. Rejects with a PromqlError when the thread has died of it. */
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
    } catch (error) {
      throw isOutOfMemory(error) ? tooMuchMemory(this.#heapMegabytes, error) : error;
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

function tooMuchMemory(megabytes: number, cause: unknown): PromqlError {
  const sentence = `The query needed more than ${megabytes} MB of memory: ask for fewer series, or aggregate them.`;
  return new PromqlError(sentence, undefined, { cause });
}

function isOutOfMemory(error: unknown): boolean {
  const cause = error instanceof KeeperFailedError ? (error.cause as { code?: unknown } | undefined) : undefined;
  return cause?.code === 'ERR_WORKER_OUT_OF_MEMORY';
}

async function lateAfter(ms: number, signal: AbortSignal): Promise<false> {
  await setTimeout(ms, undefined, { signal }).catch(() => {}); // it came to rest
  return false;
}
