import type { MessagePort } from 'node:worker_threads';
import type { CallArgs, CallName, CallValue } from '../../../db/keeper/calls.ts';
import { KeeperBusyError, KeeperClosedError } from '../../../db/keeper/keeper-errors.ts';
import { Histogram } from '../../http/metering/histogram.ts';
import { queryLimits } from '../query-limits.ts';
import { QueryTimeoutError } from '../query-timeout-error.ts';
import { QueryThread, type QueryThreadOptions, type ThreadLimits } from './query-thread.ts';
import type { QueryThreadCalls } from './query-thread-calls.ts';

export interface QueryThreadsOptions {
  /** Of the history's file. */
  readonly path: string;
  /** A new line to the history's keeper. */
  readonly connect: () => Promise<MessagePort>;
  /** Told in a sentence when a thread has ended by itself; another one takes its place. */
  readonly onTrouble: (sentence: string) => void;
  readonly limits?: ThreadLimits;
}

/** How long somebody waits. */
export interface Patience {
  readonly signal: AbortSignal;
  /** Default and most: see `queryLimits`. */
  readonly timeoutMs?: number | undefined;
}

/** The threads of queries, each with one at a time. They start when the first query comes; one that fails is replaced. */
export class QueryThreads {
  /** From asking to the answer, or to its refusal, waiting for a thread included. */
  readonly durations = new Histogram();
  readonly #options: QueryThreadsOptions;
  readonly #closing = new AbortController();
  readonly #all = new Set<QueryThread>();
  readonly #idle: QueryThread[] = [];
  readonly #waiting = new Set<PromiseWithResolvers<QueryThread>>();
  /** Threads that are, or are about to be. */
  #count = 0;

  constructor(options: QueryThreadsOptions) {
    this.#options = options;
  }

  /** Asks the next thread that is free. Rejects with a QueryTimeoutError, a KeeperBusyError, or the reason of the signal. */
  async call<N extends CallName<QueryThreadCalls>>(
    name: N,
    args: CallArgs<QueryThreadCalls[N]>,
    { signal, timeoutMs = queryLimits.timeoutMs }: Patience,
  ): Promise<CallValue<QueryThreadCalls[N]>> {
    signal.throwIfAborted();
    const allowedMs = Math.min(timeoutMs, queryLimits.maxTimeoutMs);
    const over = new AbortController();
    const timer = setTimeout(() => over.abort(new QueryTimeoutError(allowedMs)), allowedMs);
    const wanted = AbortSignal.any([signal, over.signal, this.#closing.signal]);
    const begunAt = performance.now();
    try {
      const thread = await this.#take(wanted);
      try {
        return await thread.call(name, args, wanted);
      } finally {
        void this.#giveBack(thread);
      }
    } finally {
      clearTimeout(timer);
      this.durations.add(performance.now() - begunAt);
    }
  }

  async close(): Promise<void> {
    this.#closing.abort(new KeeperClosedError('The queries are closed.'));
    await Promise.all(Array.from(this.#all, thread => thread.close()));
  }

  async #take(wanted: AbortSignal): Promise<QueryThread> {
    wanted.throwIfAborted();
    const idle = this.#idle.pop();
    if (idle) return idle;
    if (this.#waiting.size >= queryLimits.maxWaiting)
      throw new KeeperBusyError(`${queryLimits.maxWaiting} queries wait already. Try again in a second.`);
    if (this.#count < queryLimits.threads) void this.#start();
    const waiting = Promise.withResolvers<QueryThread>();
    const leave = () => {
      this.#waiting.delete(waiting);
      waiting.reject(wanted.reason);
    };
    this.#waiting.add(waiting);
    wanted.addEventListener('abort', leave, { once: true });
    return waiting.promise.finally(() => wanted.removeEventListener('abort', leave));
  }

  async #start(): Promise<void> {
    this.#count++;
    const { path, connect, onTrouble, limits } = this.#options;
    try {
      const port = await connect();
      if (this.#closing.signal.aborted) return port.close();
      const onFailure: QueryThreadOptions['onFailure'] = ({ message, cause }) => {
        onTrouble(`${message} What it was asked is lost; another one takes its place. (${cause})`);
        this.#drop(thread);
      };
      const thread = new QueryThread({ path, port, limits, onFailure });
      this.#all.add(thread);
      this.#offer(thread);
    } catch (error) {
      this.#count--;
      for (const waiting of this.#waiting) waiting.reject(error); // without the history's keeper nobody can be helped
      this.#waiting.clear();
    }
  }

  #offer(thread: QueryThread): void {
    const [next] = this.#waiting;
    if (!next) return void this.#idle.push(thread);
    this.#waiting.delete(next);
    next.resolve(thread);
  }

  async #giveBack(thread: QueryThread): Promise<void> {
    const isAtRest = await thread.rest();
    if (this.#closing.signal.aborted) return;
    if (isAtRest) this.#offer(thread);
    else this.#drop(thread);
  }

  #drop(thread: QueryThread): void {
    if (!this.#all.delete(thread)) return; // it was told already
    this.#count--;
    const at = this.#idle.indexOf(thread);
    if (at >= 0) this.#idle.splice(at, 1);
    if (this.#waiting.size > 0 && !this.#closing.signal.aborted) void this.#start();
  }
}
