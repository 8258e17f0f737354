import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NewestPoints } from '../../app/history/newest-points.ts';
import { SeriesIndex } from '../../app/history/series-index.ts';
import { seriesKey } from '../../app/history/series-key.ts';
import { createSeriesTable } from '../../app/history/series-table.ts';
import { packageRoot } from '../../app/package-root.ts';
import { collectGarbage } from '../../app/stream/testing/collect-garbage.ts';
import { openDatabase } from '../../db/database.ts';
import { labelledSeries } from './labelled-series.ts';

const INTERVAL_MS = 1000;
/** As many as the typical distance of points is learned from, and one more. */
const POINTS = 6;

/** An index of so many series as it is after a start, read from a file, and what is known of their points. */
export async function openSelectable(count: number) {
  const folder = mkdtempSync(join(tmpdir(), 'select-'));
  const database = openDatabase(join(folder, 'history.db'), { migrations: join(packageRoot, 'db/migrations/history') });
  const table = createSeriesTable(database);
  database.transactional.run(() => {
    for (const { id, metric, labels } of labelledSeries(count))
      table.insert({ id: id + 1, key: seriesKey(metric, labels), metric, labels, createdMs: 0 });
  });
  const before = await heldBytes();
  const start = performance.now();
  const index = new SeriesIndex(table);
  const openedMs = performance.now() - start;
  const bytesPerSeries = ((await heldBytes()) - before) / count;
  return {
    ...{ index, openedMs, bytesPerSeries },
    equalTimes: timesOf(count, () => 0),
    ownTimes: timesOf(count, id => (id * 7919) % 1000),
    close() {
      database.close();
      rmSync(folder, { recursive: true });
    },
  };
}

function timesOf(count: number, offsetMs: (id: number) => number): NewestPoints {
  const newest = new NewestPoints();
  for (let id = 1; id <= count; id++) {
    for (let point = 0; point < POINTS; point++) newest.note(id, point * INTERVAL_MS + offsetMs(id), point);
  }
  return newest;
}

/** Bitmaps lie outside of the heap. */
async function heldBytes(): Promise<number> {
  await collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
