import { type ResourceLimits, type Transferable, Worker } from 'node:worker_threads';
import type { CallArgs, CallName, Calls, CallValue } from './calls.ts';
import { KeeperClosedError, KeeperFailedError } from './keeper-errors.ts';
import { noteLoading } from './loading-threads.ts';
import type { FromKeeper, ToKeeper } from './messages.ts';
import { PendingCalls, type PendingCallsOptions } from './pending-calls.ts';

/** How long `close` lets the worker finish what it accepted before it is terminated. */
export const CLOSE_TIMEOUT_MS = 5_000;

export interface KeeperOptions<Event> {
  /** Given to the worker as `workerData`. */
  readonly workerData: unknown;
  /** Of it, what is moved to the worker instead of copied. */
  readonly transfer?: readonly Transferable[];
  /** Name of the thread, for error texts and profilers. */
  readonly name: string;
  /** Called for each event of the worker, in its order, and before the answer of a call that the worker answered later. */
  readonly onEvent?: (event: Event) => void;
  /** Called once when the worker ends before `close`. Everything pending is rejected already; the owner decides. */
  readonly onFailure?: (error: KeeperFailedError) => void;
  readonly maxPendingCalls?: number;
  readonly closeTimeoutMs?: number;
  /** Of its heap. A worker that needs more ends with the cause `ERR_WORKER_OUT_OF_MEMORY`. Default: the process's own limit. */
  readonly resourceLimits?: ResourceLimits;
}

export interface CallOptions {
  /** Rejects the call at once. The worker drops it where it still waits, else its answer is ignored. */
  readonly signal?: AbortSignal | undefined;
  /** Moved to the worker instead of copied; unusable here afterwards. */
  readonly transfer?: readonly Transferable[] | undefined;
  /** Made however many calls wait: for what gives back, and must not be left undone. */
  readonly evenIfBusy?: boolean | undefined;
}

/** The main thread's end of a worker that owns a database. */
export interface Keeper<C extends Calls<C>> {
  /**
   * Asks the worker and gives its answer. An error thrown there is thrown here, with its name, message and code.
   * Rejects with `KeeperBusyError`, `KeeperClosedError`, `KeeperFailedError` or the reason of the signal.
   */
  call<N extends CallName<C>>(name: N, args: CallArgs<C[N]>, options?: CallOptions): Promise<CallValue<C[N]>>;
  /** Lets the worker finish what it accepted, then ends it. Rejects when it had to be terminated. */
  close(): Promise<void>;
  /** Why the worker ended, if nobody asked it to. */
  readonly failure: KeeperFailedError | undefined;
  /** Calls without an answer so far, also aborted ones. */
  readonly pending: number;
}

/**
 * Starts the worker module, which calls `serveKeeper`. Calls may be made at once; they wait until it is up.
 * The process stays alive until the keeper is closed.
 */
export function startKeeper<C extends Calls<C>, Event = never>(
  moduleUrl: URL,
  options: KeeperOptions<Event>,
): Keeper<C> {
  return new WorkerKeeper<C, Event>(moduleUrl, options);
}

class WorkerKeeper<C extends Calls<C>, Event> implements Keeper<C> {
  failure: KeeperFailedError | undefined;
  readonly #options: KeeperOptions<Event>;
  readonly #worker: Worker;
  readonly #ended: Promise<void>;
  readonly #pending: PendingCalls<C>;
  readonly #onLoaded: () => void;
  #closed: Promise<void> | undefined;
  #trouble: { readonly what: string; readonly cause?: unknown } | undefined;

  constructor(moduleUrl: URL, options: KeeperOptions<Event>) {
    this.#options = options;
    const { name, workerData, transfer = [], maxPendingCalls, resourceLimits } = options;
    const limits = resourceLimits && { resourceLimits };
    this.#onLoaded = noteLoading();
    this.#worker = new Worker(moduleUrl, { name, workerData, transferList: [...transfer], ...limits });
    const post: PendingCallsOptions['post'] = (message, transfer = []) => this.#worker.postMessage(message, transfer);
    this.#pending = new PendingCalls({ name, maxPendingCalls, post });
    this.#worker.on('message', (message: FromKeeper) => this.#receive(message));
    this.#worker.once('error', cause => {
      this.#trouble ??= { what: 'threw an error', cause };
    });
    this.#worker.once('messageerror', cause => this.#terminate('sent a message that cannot be read', cause));
    // Only here is everything delivered that the worker said before it ended.
    this.#ended = new Promise(resolve => this.#worker.once('exit', code => resolve(this.#end(code))));
  }

  get pending(): number {
    return this.#pending.size;
  }

  async call<N extends CallName<C>>(
    name: N,
    args: CallArgs<C[N]>,
    options: CallOptions = {},
  ): Promise<CallValue<C[N]>> {
    this.#requireOpen();
    return this.#pending.call(name, args, options);
  }

  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  #requireOpen(): void {
    if (this.failure) throw this.failure;
    if (this.#closed) throw new KeeperClosedError(`The ${this.#options.name} is closed.`);
  }

  #receive(message: FromKeeper): void {
    if (message.kind === 'loaded') this.#onLoaded();
    else if (message.kind === 'event') this.#options.onEvent?.(message.event as Event);
    // Node's watch mode tells of loaded files over the same port.
    else if (message.kind === 'value' || message.kind === 'error') this.#pending.settle(message);
  }

  async #close(): Promise<void> {
    this.#worker.postMessage({ kind: 'close' } satisfies ToKeeper);
    const timeoutMs = this.#options.closeTimeoutMs ?? CLOSE_TIMEOUT_MS;
    const deadline = setTimeout(() => this.#terminate(`did not close within ${timeoutMs} ms`), timeoutMs);
    await this.#ended;
    clearTimeout(deadline);
    if (this.failure) throw this.failure;
  }

  #terminate(what: string, cause?: unknown): void {
    this.#trouble ??= { what, cause };
    void this.#worker.terminate();
  }

  #end(code: number): void {
    this.#onLoaded();
    const isOrderly = this.#closed !== undefined && code === 0 && this.#pending.size === 0;
    if (isOrderly && !this.#trouble) return;
    const { what, cause } = this.#trouble ?? { what: `ended by itself with code ${code}` };
    this.failure = new KeeperFailedError(`The ${this.#options.name} ${what}.`, { cause });
    this.#pending.rejectAll(this.failure);
    if (!this.#closed) this.#options.onFailure?.(this.failure);
  }
}
