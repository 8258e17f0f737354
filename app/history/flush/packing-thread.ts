import { siblingModule } from '../../../db/keeper/sibling-module.ts';
import { type Keeper, startKeeper } from '../../../db/keeper/start-keeper.ts';
import type { FrozenMemtable } from '../head/head.ts';
import type { PackingCalls, PackingData } from './packing-calls.ts';
import type { Slice } from './slice.ts';

/** Packs slices of a flush in a thread of its own. */
export class PackingThread {
  readonly #thread: Keeper<PackingCalls>;
  #held: FrozenMemtable | undefined;
  #isUp = false;

  /** `onFailure` hears once, in a sentence, that the thread has ended by itself. */
  constructor(path: string, onFailure: (sentence: string) => void) {
    this.#thread = startKeeper<PackingCalls>(siblingModule('./packing-worker', import.meta.url), {
      name: 'history packer',
      workerData: { path } satisfies PackingData,
      onFailure: ({ message, cause }) =>
        onFailure(`${message} Readings are packed without it until the next start. (${cause})`),
    });
    void this.letGo().then(() => {
      this.#isUp = true;
    });
  }

  /** The slice that follows what is done; undefined when the thread is not up yet, or has ended. Rejects with the reason of the signal. */
  async pack(frozen: FrozenMemtable, keepFromMs: number, signal: AbortSignal): Promise<Slice | undefined> {
    if (!this.#isUp) return undefined;
    try {
      if (this.#held !== frozen) {
        this.#held = frozen;
        await this.#thread.call('hold', [frozen.memtable.share()], { signal });
      }
      return await this.#thread.call('pack', [frozen.progress, keepFromMs], { signal });
    } catch (error) {
      return this.#requireEnded(error);
    }
  }

  /** Before the memtable is disposed of: every slice that was asked for has been packed by then. */
  async letGo(): Promise<void> {
    this.#held = undefined;
    try {
      await this.#thread.call('hold', [undefined], { evenIfBusy: true });
    } catch (error) {
      this.#requireEnded(error);
    }
  }

  /** The thread reads only, so there is nothing to save in one that does not end. */
  async close(): Promise<void> {
    await this.#thread.close().catch(this.#requireEnded);
  }

  #requireEnded = (error: unknown): undefined => {
    if (!this.#thread.failure) throw error;
  };
}
