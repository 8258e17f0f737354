import { MessageChannel } from 'node:worker_threads';
import { KeeperFailedError } from '../../db/keeper/keeper-errors.ts';
import { repeat } from '../../db/keeper/repeat.ts';
import { siblingModule } from '../../db/keeper/sibling-module.ts';
import { startKeeper } from '../../db/keeper/start-keeper.ts';
import { WriteWatch } from '../../db/keeper/write-watch.ts';
import { createReactiveStream } from '../stream/reactive.ts';
import type { LogKeeperCalls, LogKeeperData } from './calls.ts';
import type { KeptLine } from './log-line.ts';
import { LogReader } from './log-reader.ts';
import type { Logs } from './logs.ts';

export interface LogsOptions {
  readonly path: string;
  /** Hears when the keeper's thread ends by itself, and so does who follows `live`. */
  readonly onFailure: (error: Error) => void;
  /** Told in a sentence what goes wrong and heals. */
  readonly onTrouble?: (sentence: string) => void;
  /** Lines older than that go. */
  readonly keepMs?: number;
  /** The oldest lines of all streams go when the file holds more. */
  readonly maxBytes?: number;
  readonly sweepEveryMs?: number;
  readonly now?: () => number;
}

/** Lines kept in memory for readers that lag; a reader that lags more gets a gap and asks for the tail. */
const RING_LINES = 4096;

const DAY_MS = 24 * 60 * 60_000;
const DEFAULT_KEEP_MS = 30 * DAY_MS;
const DEFAULT_MAX_BYTES = 1_000_000_000;
const SWEEP_EVERY_MS = 60_000;

/** Opens `logs.db` in its keeper thread. A thread for reading starts when something is first read. */
export function openLogs(options: LogsOptions): Logs {
  const { path, onFailure, onTrouble = () => {}, keepMs = DEFAULT_KEEP_MS, now = Date.now } = options;
  const live = createReactiveStream<KeptLine>({ capacity: RING_LINES });
  const writes = new WriteWatch();
  const workerData: LogKeeperData = { path, maxBytes: options.maxBytes ?? DEFAULT_MAX_BYTES };
  const keeper = startKeeper<LogKeeperCalls, readonly KeptLine[]>(siblingModule('./keeper', import.meta.url), {
    name: 'log keeper',
    workerData,
    onEvent: lines => {
      for (const line of lines) live.emit(line);
    },
    onFailure: error => {
      live.fail(error);
      onFailure(error);
    },
  });
  const connect = async () => {
    const { port1, port2 } = new MessageChannel();
    await keeper.call('connect', [port2], { transfer: [port2] });
    return port1;
  };
  const reader = new LogReader({ path, ready: () => keeper.call('ready', []), onTrouble });
  const sweep = () => keeper.call('sweep', [now() - keepMs, now()], { evenIfBusy: true });
  const stopSweeping = repeat(sweep, options.sweepEveryMs ?? SWEEP_EVERY_MS, error => {
    if (!(error instanceof KeeperFailedError)) onTrouble(`The logs were not tidied up: ${error.message}`);
  });

  return {
    live,
    connect,
    sweep,
    get unwritable() {
      return writes.trouble;
    },
    watch: write => writes.attempt(write),
    append: async lines => {
      if (lines.length === 0) return { kept: 0, refused: 0 };
      return await writes.attempt(() => keeper.call('append', [lines]));
    },
    tail: (stream, limit) => reader.call('tail', [stream, limit]),
    find: (query, counting, signal) => reader.call('find', [query, counting], { signal }),
    around: (seq, count) => reader.call('around', [seq, count]),
    after: (wish, seq) => reader.call('after', [wish, seq]),
    newest: limit => reader.call('newest', [limit]),
    stats: () => reader.call('stats', []),
    async close() {
      stopSweeping();
      try {
        await reader.close();
        await keeper.close();
      } finally {
        live.close();
      }
    },
  };
}
