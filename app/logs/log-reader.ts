import type { CallArgs, CallName, CallValue } from '../../db/keeper/calls.ts';
import { KeeperClosedError } from '../../db/keeper/keeper-errors.ts';
import { siblingModule } from '../../db/keeper/sibling-module.ts';
import { type CallOptions, type Keeper, startKeeper } from '../../db/keeper/start-keeper.ts';
import type { LogReaderCalls, LogReaderData } from './calls.ts';

export interface LogReaderOptions {
  readonly path: string;
  /** Resolves when the file can be read. */
  readonly ready: () => Promise<void>;
  /** Told in a sentence when the thread has ended by itself: what it read is lost, the next question starts another one. */
  readonly onTrouble: (sentence: string) => void;
}

/** Questions that wait at one time; more are refused. */
const MAX_WAITING = 200;
/** Megabytes; a search holds the blocks that may match, of some 200 000 in a large file, and a few hundred lines. */
const HEAP_MB = 192;

/** The thread that reads the log, started by the first question and again after it was lost. */
export class LogReader {
  readonly #options: LogReaderOptions;
  #reader: Promise<Keeper<LogReaderCalls>> | undefined;
  #isClosed = false;

  constructor(options: LogReaderOptions) {
    this.#options = options;
  }

  async call<N extends CallName<LogReaderCalls>>(
    name: N,
    args: CallArgs<LogReaderCalls[N]>,
    options?: CallOptions,
  ): Promise<CallValue<LogReaderCalls[N]>> {
    if (this.#isClosed) throw new KeeperClosedError('The log is closed.');
    this.#reader ??= this.#start();
    return await (await this.#reader).call(name, args, options);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    const reader = await this.#reader?.catch(() => undefined); // who asked for it was told
    await reader?.close();
  }

  async #start(): Promise<Keeper<LogReaderCalls>> {
    try {
      await this.#options.ready();
      return startKeeper<LogReaderCalls>(siblingModule('./reader', import.meta.url), {
        name: 'log reader',
        workerData: { path: this.#options.path } satisfies LogReaderData,
        maxPendingCalls: MAX_WAITING,
        resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
        onFailure: ({ message, cause }) => {
          this.#reader = undefined;
          this.#options.onTrouble(
            `${message} What it read just then was lost; the next search starts another one. (${cause})`,
          );
        },
      });
    } catch (error) {
      this.#reader = undefined;
      throw error;
    }
  }
}
