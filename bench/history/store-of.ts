import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Reading } from '../../app/history/reading.ts';
import { openHistory } from '../../app/history/store.ts';
import { labelledSeries } from './labelled-series.ts';

const BATCH = 10_000;
/** One more than a typical distance needs. */
const POINTS = 3;

/** A history, keeper and all, with a few readings of each of so many series. */
export async function openStoreOf(count: number) {
  const folder = mkdtempSync(join(tmpdir(), 'select-'));
  const store = await openHistory({
    path: join(folder, 'history.db'),
    maxNewSeriesPerMinute: count,
    onFailure: error => {
      throw error;
    },
  });
  const nowMs = Math.floor(Date.now() / 1000) * 1000;
  const series = labelledSeries(count);
  for (let point = POINTS; point > 0; point--) {
    const atMs = nowMs - point * 1000;
    for (let from = 0; from < count; from += BATCH) {
      const some = series.slice(from, from + BATCH);
      await store.append(some.map(({ metric, labels }): Reading => ({ metric, labels, atMs, value: atMs % 97 })));
    }
  }
  return {
    store,
    async close() {
      await store.close();
      rmSync(folder, { recursive: true });
    },
  };
}
