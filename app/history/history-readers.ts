import { availableParallelism } from 'node:os';
import type { MessagePort } from 'node:worker_threads';
import type { CallArgs, CallName, CallValue } from '../../db/keeper/calls.ts';
import { KeeperClosedError, type KeeperFailedError } from '../../db/keeper/keeper-errors.ts';
import { siblingModule } from '../../db/keeper/sibling-module.ts';
import { type CallOptions, type Keeper, startKeeper } from '../../db/keeper/start-keeper.ts';
import type { ReaderCalls, ReaderData } from './reader-calls.ts';

/** With fewer processors a second thread would only take time from the keeper. */
const PROCESSORS_FOR_TWO = 4;

export interface ReaderOptions {
  readonly path: string;
  /** A new line to the keeper. */
  readonly connect: () => Promise<MessagePort>;
  /** Told in a sentence when a thread has ended by itself: what it read is lost, another one takes its place. */
  readonly onTrouble: (sentence: string) => void;
  readonly threads?: number;
}

/**
 * The threads that read the history, each started when it is first needed: a query goes to the one with the least to do, and to a new
 * one while all are busy. One that fails is replaced by the next query.
 */
export class HistoryReaders {
  readonly #options: ReaderOptions;
  readonly #threads: number;
  readonly #readers = new Set<Keeper<ReaderCalls>>();
  #starting: Promise<void> | undefined;
  #isClosed = false;

  constructor(options: ReaderOptions) {
    this.#options = options;
    this.#threads = options.threads ?? (availableParallelism() < PROCESSORS_FOR_TWO ? 1 : 2);
  }

  async call<N extends CallName<ReaderCalls>>(
    name: N,
    args: CallArgs<ReaderCalls[N]>,
    options?: CallOptions,
  ): Promise<CallValue<ReaderCalls[N]>> {
    if (this.#needsAnother()) await this.#start();
    if (this.#isClosed) throw new KeeperClosedError('The history is closed.');
    return [...this.#readers].reduce((a, b) => (b.pending < a.pending ? b : a)).call(name, args, options);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#starting?.catch(() => {}); // who asked for it was told
    await Promise.all(Array.from(this.#readers, reader => reader.close()));
  }

  #needsAnother(): boolean {
    if (this.#isClosed || this.#readers.size >= this.#threads) return false;
    return [...this.#readers].every(({ pending }) => pending > 0);
  }

  #start(): Promise<void> {
    this.#starting ??= this.#startOne().finally(() => {
      this.#starting = undefined;
    });
    return this.#starting;
  }

  async #startOne(): Promise<void> {
    const { path, connect } = this.#options;
    const port = await connect();
    const reader = startKeeper<ReaderCalls>(siblingModule('./reader', import.meta.url), {
      name: 'history reader',
      workerData: { path, keeper: port } satisfies ReaderData,
      transfer: [port],
      onFailure: error => this.#lose(reader, error),
    });
    this.#readers.add(reader);
  }

  #lose(failed: Keeper<ReaderCalls>, { message, cause }: KeeperFailedError): void {
    this.#readers.delete(failed);
    if (this.#isClosed) return;
    this.#options.onTrouble(`${message} What it read just then was lost; another one takes its place. (${cause})`);
  }
}
