import type { LogsOptions } from '../../../logs/store.ts';
import { line, openTempLogs } from '../../../logs/testing/temp-logs.ts';
import { DAY_MS, type Lodger } from './lodger.ts';
import type { Moving } from './moving.ts';
import { queryFile } from './query-file.ts';

const LINES_PER_CALL = 100;

/** Lines of three streams that stay, and of one that is new each day. */
export function openLogLodger(t: Moving, limits: Pick<LogsOptions, 'keepMs' | 'maxBytes'>): Lodger {
  let nowMs = 0;
  // Only what a sweep of ours does is done, at a moment that we know.
  const { path, store } = openTempLogs(t, { ...limits, now: () => nowMs, sweepEveryMs: 2 ** 31 - 1 });
  let newestStream = '';
  const toLine = (atMs: number) => {
    const day = Math.floor(atMs / DAY_MS);
    newestStream = atMs % 4 === 0 ? `day ${day}` : `stays ${atMs % 4}`;
    const level = atMs % 7 === 0 ? 'warn' : 'info';
    return line(newestStream, `order ${atMs} was paid on day ${day}`, { atMs, level, fields: { id: `${atMs * 7}` } });
  };
  return {
    path,
    async send(momentsMs) {
      for (let i = 0; i < momentsMs.length; i += LINES_PER_CALL) {
        const lines = momentsMs.slice(i, i + LINES_PER_CALL).map(toLine);
        await t.time(() => store.append(lines));
      }
    },
    async sweep(ms) {
      nowMs = ms;
      await store.sweep();
    },
    kept: () => queryFile<number>(path, 'select at_ms from line order by at_ms'),
    newestMs: async () => (await store.tail(newestStream, 1))[0]?.atMs,
    close: () => store.close(),
  };
}
