import { parentPort, workerData } from 'node:worker_threads';
import { WriterBusyError } from '../../transactional.ts';
import { type ServedKeeper, serveKeeper } from '../serve-keeper.ts';

/** The calls of a keeper without a database, for the tests of the channel itself. */
export interface TestCalls {
  workerData(): unknown;
  sizeBytes(bytes: Uint8Array): number;
  /** Publishes each number before it answers. */
  count(to: number): number;
  fail(code: string): never;
  /** As a write does that could not have the file in time. */
  failBusy(): never;
  answerUncloneable(): unknown;
  crash(): void;
  /** Blocks the thread until the shared flag is set, as a long statement does. */
  block(flag: Int32Array): void;
  /** Answers when the shared flag is set, without blocking, as a transaction does that waits for its group. */
  wait(flag: Int32Array): Promise<void>;
  /** Which calls of `note` were begun. */
  note(text: string): void;
  notes(): readonly string[];
  /** Posts to the owner what is no message of a keeper. */
  sayForeign(message: unknown): void;
}

const notes: string[] = [];

const keeper: ServedKeeper<number> = serveKeeper<TestCalls, number>(
  {
    workerData: () => workerData,
    sizeBytes: (_signal, bytes) => bytes.byteLength,
    count: (_signal, to) => {
      for (let number = 1; number <= to; number++) keeper.publish(number);
      return to;
    },
    fail: (_signal, code) => {
      throw Object.assign(new RangeError('out of paper'), { code });
    },
    failBusy: () => {
      throw new WriterBusyError('write', undefined);
    },
    answerUncloneable: () => () => 'a function',
    crash: () => {
      setImmediate(() => {
        throw new Error('the worker tripped');
      });
      return new Promise(() => {});
    },
    block: (_signal, flag) => void Atomics.wait(flag, 0, 0),
    wait: async (_signal, flag) => void (await Atomics.waitAsync(flag, 0, 0).value),
    note: (_signal, text) => void notes.push(text),
    notes: () => notes,
    sayForeign: (_signal, message) => parentPort!.postMessage(message),
  },
  () => keeper.publish(-1),
);
