import { WriteWatch } from '../../../db/keeper/write-watch.ts';
import { createAppend } from '../append.ts';
import { createChunkTable } from '../chunk/chunk-table.ts';
import { createCommits } from '../commits.ts';
import { Head } from '../head/head.ts';
import { createHourTable } from '../hourly/hour-table.ts';
import { createJournalTable } from '../journal/journal-table.ts';
import { LastSenders } from '../last-senders.ts';
import { LiveSeries } from '../live-series.ts';
import { createMetaTable } from '../meta-table.ts';
import { createMetricTable } from '../metric-table.ts';
import { Metrics } from '../metrics.ts';
import { createNewSeriesLimit } from '../new-series-limit.ts';
import { NewestPoints } from '../newest-points.ts';
import type { Reading } from '../reading.ts';
import { createRemove, createRestore, RESTORABLE_MS } from '../removal.ts';
import { createRename } from '../rename.ts';
import { Retention } from '../retention/retention.ts';
import { SeriesIds } from '../series-ids.ts';
import { SeriesIndex } from '../series-index.ts';
import { SeriesLimits } from '../series-limits.ts';
import { createSeriesTable } from '../series-table.ts';
import { createSweep } from '../sweep.ts';
import { keepAll } from './keep-all.ts';
import { openOrphanDatabase } from './orphan-database.ts';

const RETENTION_MS = 3 * RESTORABLE_MS;

interface Test {
  after(clean: () => void): void;
}

/** What changes series in a keeper, on an empty file and in this thread, so that a test can look at the index between. */
export function openRandomSeries(t: Test) {
  const { database, spoilCommit } = openOrphanDatabase(t);
  const series = createSeriesTable(database);
  const tables = {
    ...{ database, series, meta: createMetaTable(database) },
    ...{ chunks: createChunkTable(database), hours: createHourTable(database), journal: createJournalTable(database) },
  };
  const newest = new NewestPoints();
  const metrics = new Metrics({ table: createMetricTable(database), maxMetrics: 1e6, tell: () => {} });
  const index = new SeriesIndex(series, metrics.units);
  const memory = { head: new Head(), newest, index, ids: new SeriesIds(new Set()), live: new LiveSeries(), metrics };
  const commits = createCommits({ ...tables, ...memory, publish: () => {}, writes: new WriteWatch() });
  const newSeriesLimit = createNewSeriesLimit(1e6);
  const limits = new SeriesLimits({ index, newSeriesLimit, maxSeries: 1e6, maxSeriesPerSender: 1e6 });
  const retention = new Retention(keepAll(RETENTION_MS));
  const onCorrupts = { onCorrupt: () => {}, onCorruptHours: () => {} };
  const lastSenders = new LastSenders();
  const parts = { ...tables, ...memory, limits, retention, commits, lastSenders, ...onCorrupts };
  const append = createAppend(parts);
  const sweep = createSweep(parts);
  return {
    ...{
      index,
      newest,
      series,
      remove: createRemove(parts),
      restore: createRestore(parts),
      rename: createRename(parts),
    },
    append: (readings: readonly Reading[], nowMs: number) => append(1, readings, nowMs),
    /** Makes the commit fail that the tasks of this moment share. */
    spoil: () => commits.write(spoilCommit),
    sweep: (nowMs: number) => sweep(new AbortController().signal, nowMs),
  };
}
