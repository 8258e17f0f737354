import type { KeepLimits } from '../../../events/kept/event-limits.ts';
import { draft, openTempEvents } from '../../../events/testing/temp-events.ts';
import { DAY_MS, type Lodger } from './lodger.ts';
import type { Moving } from './moving.ts';
import { queryFile } from './query-file.ts';

const EVENTS_PER_CALL = 20;
const TEXT = 'shipped to the front '.repeat(8);

/** Events of two topics that stay, and of one that is new each day; some replace an earlier one. */
export function openEventLodger(t: Moving, limits: Partial<KeepLimits>): Lodger {
  const temp = openTempEvents(t, limits);
  const { path, store } = temp;
  const toDraft = (atMs: number) => {
    const topic = atMs % 3 === 0 ? `day-${Math.floor(atMs / DAY_MS)}` : `stays-${atMs % 3}`;
    return draft(topic, `${atMs} ${TEXT}`, { atMs, ...(atMs % 5 === 0 && { sequence: 'state' }) });
  };
  return {
    path,
    async send(momentsMs) {
      for (let i = 0; i < momentsMs.length; i += EVENTS_PER_CALL) {
        const drafts = momentsMs.slice(i, i + EVENTS_PER_CALL).map(toDraft);
        const appended = await t.time(() => store.append(drafts));
        if ('refusal' in appended) throw new Error(appended.refusal);
      }
    },
    async sweep(nowMs) {
      temp.nowMs = nowMs;
      await store.sweep();
    },
    kept: () => queryFile<number>(path, 'select at_ms from event order by at_ms'),
    newestMs: async () => (await store.page({ topics: undefined, filter: {}, limit: 1 })).events[0]?.atMs,
    close: () => store.close(),
  };
}
