import { availableParallelism } from 'node:os';
import { KeeperBusyError } from '../../db/keeper/keeper-errors.ts';
import type { Sender } from '../history/sender.ts';
import type { HistoryStore } from '../history/store.ts';
import { BufferPool } from './buffer-pool.ts';
import type { BodyForm, Taken } from './intake-calls.ts';
import { IntakeReader } from './intake-reader.ts';
import { IN_ORDER } from './protocols.ts';

/** Bodies that wait to be read, in all. More are refused with 503 until there is room. */
export const MAX_WAITING_BYTES = 256 * 1024 * 1024;

/** More threads than these gain nothing: the history commits what they read in one. */
const MAX_THREADS = 4;

export interface IntakeOptions {
  readonly history: Pick<HistoryStore, 'connect'>;
  readonly onFailure: (error: unknown) => void;
  /** Default: one less than there are processors, for the main thread is busy too. */
  readonly threads?: number;
}

/** Reads bodies of many readings, in threads of its own, and keeps the readings. */
export interface Intake {
  /** Memory for a body, used again and again. */
  readonly memory: (bytes: number) => ArrayBuffer;
  /**
   * Takes the body: its memory is moved away. Resolves when its readings are durable. Rejects with `KeeperBusyError`, or
   * with the reason of the signal; the readings may have been kept then.
   */
  take(
    form: BodyForm,
    body: Uint8Array<ArrayBuffer>,
    nowMs: number,
    signal?: AbortSignal,
    sender?: Sender,
  ): Promise<Taken>;
  /** Finishes what was accepted. Close it before the history. */
  close(): Promise<void>;
}

/** Its threads start when they are first needed: the first with the first body, another one while all have something to read. */
export function openIntake({ history, onFailure, threads = defaultThreads() }: IntakeOptions): Intake {
  const readers = Array.from({ length: threads }, () => new IntakeReader(history, onFailure));
  const buffers = new BufferPool();
  let waitingBytes = 0;

  return {
    memory: bytes => buffers.take(bytes),
    async take(form, body, nowMs, signal, sender) {
      const bytes = body.byteLength;
      if (waitingBytes > 0 && waitingBytes + bytes > MAX_WAITING_BYTES) {
        throw new KeeperBusyError(`${waitingBytes} bytes wait to be read already. Send these again in a second.`);
      }
      const [first] = readers;
      const isInOrder = IN_ORDER.has(form.protocol) && first;
      const reader = isInOrder || readers.reduce((a, b) => (b.waiting < a.waiting ? b : a));
      waitingBytes += bytes;
      try {
        const { buffer, ...taken } = await reader.take(form, body, nowMs, signal, sender);
        buffers.give(buffer);
        return taken;
      } finally {
        waitingBytes -= bytes;
      }
    },
    close: async () => void (await Promise.all(readers.map(reader => reader.close()))),
  };
}

function defaultThreads(): number {
  return Math.min(MAX_THREADS, Math.max(1, availableParallelism() - 1));
}
