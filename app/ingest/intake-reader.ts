import type { CallArgs } from '../../db/keeper/calls.ts';
import { KeeperClosedError } from '../../db/keeper/keeper-errors.ts';
import { siblingModule } from '../../db/keeper/sibling-module.ts';
import { type Keeper, startKeeper } from '../../db/keeper/start-keeper.ts';
import type { Sender } from '../history/sender.ts';
import type { HistoryStore } from '../history/store.ts';
import type { BodyForm, IntakeCalls } from './intake-calls.ts';

/** A thread that reads bodies, one after the other. It starts with its first. */
export class IntakeReader {
  /** Bodies without an answer so far. */
  waiting = 0;
  readonly #history: Pick<HistoryStore, 'connect'>;
  readonly #onFailure: (error: unknown) => void;
  #keeper: Promise<Keeper<IntakeCalls>> | undefined;
  #isClosed = false;

  constructor(history: Pick<HistoryStore, 'connect'>, onFailure: (error: unknown) => void) {
    this.#history = history;
    this.#onFailure = onFailure;
  }

  async take(form: BodyForm, body: Uint8Array<ArrayBuffer>, nowMs: number, signal?: AbortSignal, sender?: Sender) {
    if (this.#isClosed) throw new KeeperClosedError('The intake is closed.');
    this.waiting++;
    try {
      this.#keeper ??= this.#start();
      const keeper = await this.#keeper;
      const args: CallArgs<IntakeCalls['take']> = [form, body, nowMs, sender];
      return await keeper.call('take', args, { signal, transfer: [body.buffer] });
    } finally {
      this.waiting--;
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    const keeper = await this.#keeper?.catch(() => undefined); // who asked for it was told
    await keeper?.close();
  }

  async #start(): Promise<Keeper<IntakeCalls>> {
    const port = await this.#history.connect();
    return startKeeper<IntakeCalls>(siblingModule('./intake-worker', import.meta.url), {
      name: 'intake',
      workerData: { history: port },
      transfer: [port],
      onFailure: this.#onFailure,
    });
  }
}
