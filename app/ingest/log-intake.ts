import { KeeperBusyError, KeeperClosedError } from '../../db/keeper/keeper-errors.ts';
import { siblingModule } from '../../db/keeper/sibling-module.ts';
import { type Keeper, startKeeper } from '../../db/keeper/start-keeper.ts';
import type { Logs } from '../logs/logs.ts';
import type { LogForm, LogIntakeCalls, LogIntakeData, TakenLogs, TextContext } from './log-intake-calls.ts';

/** Bodies with an end that wait to be read, in all. More are refused with 503 until there is room. */
const MAX_WAITING_BYTES = 64 * 1024 * 1024;
/** Megabytes: bodies lie beside it, what they are read into within. */
const HEAP_MB = 512;

export interface LogIntakeOptions {
  readonly logs: Pick<Logs, 'connect' | 'watch'>;
  /** Older lines are refused. */
  readonly keepMs: number;
  /** Told in a sentence when the thread has ended by itself: what it was reading was not answered, the next body starts another. */
  readonly onTrouble: (sentence: string) => void;
}

/** A text that comes piece by piece. */
export interface LogText {
  push(piece: Uint8Array, nowMs: number): Promise<TakenLogs & { readonly isOpen: boolean }>;
  flush(nowMs: number): Promise<TakenLogs>;
  /** To be called once, whatever happened before. */
  end(nowMs: number): Promise<TakenLogs>;
}

/** Reads what is sent as log lines, in a thread of its own that starts with the first body, and keeps them. */
export class LogIntake {
  readonly #options: LogIntakeOptions;
  #worker: Promise<Keeper<LogIntakeCalls>> | undefined;
  #isClosed = false;
  #waitingBytes = 0;
  #lastId = 0;

  constructor(options: LogIntakeOptions) {
    this.#options = options;
  }

  /** Resolves when what was read is durable. Rejects with `KeeperBusyError`; then nothing of it was kept. */
  async take(form: LogForm, body: Uint8Array<ArrayBuffer>, nowMs: number): Promise<TakenLogs> {
    const bytes = body.byteLength;
    if (this.#waitingBytes > 0 && this.#waitingBytes + bytes > MAX_WAITING_BYTES)
      throw new KeeperBusyError(`${this.#waitingBytes} bytes wait to be read already. Send these again in a second.`);
    this.#waitingBytes += bytes;
    try {
      const worker = await this.#running();
      return await this.#options.logs.watch(() =>
        worker.call('take', [form, body, nowMs], { transfer: [body.buffer] }),
      );
    } finally {
      this.#waitingBytes -= bytes;
    }
  }

  async open(context: TextContext): Promise<LogText> {
    const { watch } = this.#options.logs;
    const worker = await this.#running();
    const id = ++this.#lastId;
    await worker.call('open', [id, context]);
    return {
      push: (piece, nowMs) => watch(() => worker.call('push', [id, piece, nowMs])),
      flush: nowMs => watch(() => worker.call('flush', [id, nowMs])),
      end: nowMs => watch(() => worker.call('end', [id, nowMs], { evenIfBusy: true })),
    };
  }

  /** Finishes what was accepted. Close it before the log. */
  async close(): Promise<void> {
    this.#isClosed = true;
    const worker = await this.#worker?.catch(() => undefined); // who asked for it was told
    await worker?.close();
  }

  #running(): Promise<Keeper<LogIntakeCalls>> {
    if (this.#isClosed) throw new KeeperClosedError('The intake of logs is closed.');
    this.#worker ??= this.#start();
    return this.#worker;
  }

  async #start(): Promise<Keeper<LogIntakeCalls>> {
    const { logs, keepMs, onTrouble } = this.#options;
    try {
      const port = await logs.connect();
      return startKeeper<LogIntakeCalls>(siblingModule('./log-intake-worker', import.meta.url), {
        name: 'log intake',
        workerData: { keeper: port, keepMs } satisfies LogIntakeData,
        transfer: [port],
        resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
        onFailure: ({ message, cause }) => {
          this.#worker = undefined;
          onTrouble(`${message} What was being sent was not answered; the next body starts it again. (${cause})`);
        },
      });
    } catch (error) {
      this.#worker = undefined;
      throw error;
    }
  }
}
