import { siblingModule } from '../../db/keeper/sibling-module.ts';
import { startKeeper } from '../../db/keeper/start-keeper.ts';
import { WriteWatch } from '../../db/keeper/write-watch.ts';
import { createReactiveStream } from '../stream/reactive.ts';
import type { LogKeeperCalls, LogKeeperData } from './keeper.ts';
import type { KeptLine } from './log-line.ts';
import type { Logs } from './logs.ts';

/** Lines kept in memory for readers that lag; a reader that lags more gets a gap and asks for the tail. */
const RING_LINES = 4096;

/** Lines kept over all streams. */
const MAX_LINES = 200_000;

/** Opens `logs.db` in its keeper thread. `onFailure` hears when that thread ends by itself, and so does who follows `live`. */
export function openLogs(path: string, onFailure: (error: Error) => void, maxLines = MAX_LINES): Logs {
  const live = createReactiveStream<KeptLine>({ capacity: RING_LINES });
  const writes = new WriteWatch();
  const workerData: LogKeeperData = { path, maxLines };
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

  return {
    live,
    get unwritable() {
      return writes.trouble;
    },
    append: async lines => {
      if (lines.length > 0) await writes.attempt(() => keeper.call('append', [lines]));
    },
    tail: (stream, limit) => keeper.call('tail', [stream, limit]),
    async close() {
      try {
        await keeper.close();
      } finally {
        live.close();
      }
    },
  };
}
