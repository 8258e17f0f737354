/** The worker that owns `history.db`: started by `openHistory`, opens the file, answers calls until it is closed. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { workerData } from 'node:worker_threads';
import { openDatabase } from '../../db/database.ts';
import { serveKeeper } from '../../db/keeper/serve-keeper.ts';
import { shrinkFile } from '../../db/keeper/shrink-file.ts';
import { packageRoot } from '../package-root.ts';
import { createAppend } from './append.ts';
import type { CommitEvent, HistoryCalls, HistoryKeeperData } from './calls.ts';
import { createCommits } from './commits.ts';
import { createNewSeriesLimit } from './new-series-limit.ts';
import { createQuery } from './query.ts';
import { createReadingTable } from './reading-table.ts';
import { createRemove, createRestore } from './removal.ts';
import { selectSeries } from './select.ts';
import { SeriesIndex, toLatest, toSeries } from './series-index.ts';
import { createSeriesTable } from './series-table.ts';
import { createSweep } from './sweep.ts';

/**
 * Pages of 4 kB in the log before they are moved into the file. Each commit writes a page of every series in it, mostly
 * the same ones as the commit before: the longer the log, the fewer of them are moved. Some 1.5 times as fast as the default, 1000.
 */
const LOG_PAGES = 8_000;

/** Part of the time that an orderly end may take. */
const SHRINK_MS = 2_000;

const { path, maxNewSeriesPerMinute, maxSeries, retentionMs } = workerData as HistoryKeeperData;

const database = openDatabase(path, {
  migrations: join(packageRoot, 'db/migrations/history'),
  synchronous: 'FULL',
});
database.transactional.run(() => database.prepare(`pragma wal_autocheckpoint = ${LOG_PAGES}`).get());
const selectMeta = database.prepare<Meta>('select commit_number as "commit", readings from meta');
const series = createSeriesTable(database);
const readings = createReadingTable(database);
const index = new SeriesIndex(series, readings);
const newSeriesLimit = createNewSeriesLimit(maxNewSeriesPerMinute);
const commits = createCommits(database, index, event => keeper.publish(event));
const parts = { database, series, readings, index, commits, newSeriesLimit, maxSeries, retentionMs };

const append = createAppend(parts);
const remove = createRemove(parts);
const restore = createRestore(parts);

const keeper = serveKeeper<HistoryCalls, CommitEvent>(
  {
    append: (_signal, ...args) => append(...args),
    remove: (_signal, ...args) => remove(...args),
    restore: (_signal, ...args) => restore(...args),
    query: createQuery(parts),
    sweep: createSweep(parts),
    latest: (_signal, selector) => ({
      commit: selectMeta.get()!.commit,
      series: selectSeries(index, selector).map(toLatest),
    }),
    series: (_signal, selector) => selectSeries(index, selector).map(toSeries),
    stats: () => ({ ...selectMeta.get()!, series: index.size, fileBytes: sizeBytes(path) + sizeBytes(`${path}-wal`) }),
  },
  () => {
    shrinkFile(database, SHRINK_MS);
    database.close();
  },
);

interface Meta {
  readonly commit: number;
  readonly readings: number;
}

function sizeBytes(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
