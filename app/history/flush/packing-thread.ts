import { siblingModule } from '../../../db/keeper/sibling-module.ts';
import { type Keeper, startKeeper } from '../../../db/keeper/start-keeper.ts';
import type { FrozenMemtable } from '../head/head.ts';
import type { PackingCalls, PackingData } from './packing-calls.ts';
import type { Slice } from './slice.ts';

/** Fewer points are packed before a thread has started; most servers never have so many at once, and save its memory. */
const WORTH_POINTS = 500_000;

export interface PackingThreadOptions {
  /** Of `history.db`. */
  readonly path: string;
  /** Hears once, in a sentence, that the thread has ended by itself. */
  readonly onFailure: (sentence: string) => void;
  /** In memory, at least, for the thread to be used. Fewer for tests. */
  readonly worthPoints?: number;
}

/** Packs slices of a flush in a thread of its own, which starts when there is enough to do for the first time. */
export class PackingThread {
  readonly #options: PackingThreadOptions;
  #thread: Keeper<PackingCalls> | undefined;
  #up: Promise<void> | undefined;
  #isUp = false;
  #held: FrozenMemtable | undefined;

  constructor(options: PackingThreadOptions) {
    this.#options = options;
  }

  /** The slice that follows what is done; undefined when there is no thread: not worth it, not up yet, or ended. Rejects with the reason of the signal. */
  async pack(frozen: FrozenMemtable, keepFromMs: number, signal: AbortSignal): Promise<Slice | undefined> {
    const { worthPoints = WORTH_POINTS } = this.#options;
    if (frozen.memtable.count < worthPoints) return undefined;
    void this.start();
    const thread = this.#thread;
    if (!thread || !this.#isUp) return undefined;
    try {
      if (this.#held !== frozen) {
        this.#held = frozen;
        await thread.call('hold', [frozen.memtable.share()], { signal });
      }
      return await thread.call('pack', [frozen.progress, keepFromMs], { signal });
    } catch (error) {
      return this.#requireEnded(error);
    }
  }

  /** Resolves when the thread is up, or has ended. */
  start(): Promise<void> {
    this.#up ??= this.#start();
    return this.#up;
  }

  /** Before the memtable is disposed of: every slice that was asked for has been packed by then. */
  async letGo(): Promise<void> {
    this.#held = undefined;
    try {
      await this.#thread?.call('hold', [undefined], { evenIfBusy: true });
    } catch (error) {
      this.#requireEnded(error);
    }
  }

  /** The thread reads only, so there is nothing to save in one that does not end. */
  async close(): Promise<void> {
    await this.#thread?.close().catch(this.#requireEnded);
  }

  async #start(): Promise<void> {
    const { path, onFailure } = this.#options;
    this.#thread = startKeeper<PackingCalls>(siblingModule('./packing-worker', import.meta.url), {
      name: 'history packer',
      workerData: { path } satisfies PackingData,
      onFailure: ({ message, cause }) =>
        onFailure(`${message} Readings are packed without it until the next start. (${cause})`),
    });
    await this.letGo();
    this.#isUp = true;
  }

  #requireEnded = (error: unknown): undefined => {
    if (!this.#thread?.failure) throw error;
  };
}
