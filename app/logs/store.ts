import { siblingModule } from '../../db/keeper/sibling-module.ts';
import { startKeeper } from '../../db/keeper/start-keeper.ts';
import { createReactiveStream } from '../stream/reactive.ts';
import type { LogKeeperCalls } from './keeper.ts';
import type { KeptLine } from './log-line.ts';
import type { Logs } from './logs.ts';

/** Lines kept in memory for readers that lag; a reader that lags more gets a gap and asks for the tail. */
const RING_LINES = 4096;

/** Opens `logs.db` in its keeper thread. `onFailure` hears when that thread ends by itself. */
export function openLogs(path: string, onFailure: (error: Error) => void): Logs {
  const live = createReactiveStream<KeptLine>({ capacity: RING_LINES });
  const keeper = startKeeper<LogKeeperCalls, readonly KeptLine[]>(siblingModule('./keeper', import.meta.url), {
    name: 'log keeper',
    workerData: { path },
    onEvent: lines => {
      for (const line of lines) live.emit(line);
    },
    onFailure,
  });

  return {
    live,
    append: async lines => {
      if (lines.length > 0) await keeper.call('append', [lines]);
    },
    tail: (stream, limit) => keeper.call('tail', [stream, limit]),
    async close() {
      await keeper.close();
      live.close();
    },
  };
}
