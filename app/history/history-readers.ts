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

/** The threads that read the history; each query goes to the one with the least to do. One that fails is replaced. */
export class HistoryReaders {
  readonly #options: ReaderOptions;
  readonly #readers = new Set<Keeper<ReaderCalls>>();
  #replacing: Promise<void> | undefined;
  #isClosed = false;

  private constructor(options: ReaderOptions) {
    this.#options = options;
  }

  static async start(options: ReaderOptions): Promise<HistoryReaders> {
    const { threads = availableParallelism() < PROCESSORS_FOR_TWO ? 1 : 2 } = options;
    const readers = new HistoryReaders(options);
    for (let i = 0; i < threads; i++) await readers.#startOne();
    return readers;
  }

  async call<N extends CallName<ReaderCalls>>(
    name: N,
    args: CallArgs<ReaderCalls[N]>,
    options?: CallOptions,
  ): Promise<CallValue<ReaderCalls[N]>> {
    if (this.#readers.size === 0) await this.#replacing;
    const [first, ...others] = this.#readers;
    if (!first) throw new KeeperClosedError('The history is closed.');
    return others.reduce((a, b) => (b.pending < a.pending ? b : a), first).call(name, args, options);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#replacing;
    await Promise.all(Array.from(this.#readers, reader => reader.close()));
  }

  async #startOne(): Promise<void> {
    const { path, connect } = this.#options;
    const port = await connect();
    const reader = startKeeper<ReaderCalls>(siblingModule('./reader', import.meta.url), {
      name: 'history reader',
      workerData: { path, keeper: port } satisfies ReaderData,
      transfer: [port],
      onFailure: error => this.#replace(reader, error),
    });
    this.#readers.add(reader);
  }

  #replace(failed: Keeper<ReaderCalls>, { message, cause }: KeeperFailedError): void {
    this.#readers.delete(failed);
    if (this.#isClosed) return;
    this.#options.onTrouble(`${message} What it read just then was lost; another one takes its place. (${cause})`);
    // Without the keeper there is none to connect to, and its owner knows.
    this.#replacing = this.#startOne().catch(() => {});
  }
}
