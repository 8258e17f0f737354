/** The worker that owns `history.db`: started by `openHistory`, opens the file, answers calls until it is closed. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { workerData } from 'node:worker_threads';
import { openDatabase } from '../../db/database.ts';
import { type ServedKeeper, serveKeeper } from '../../db/keeper/serve-keeper.ts';
import { shrinkFile } from '../../db/keeper/shrink-file.ts';
import { packageRoot } from '../package-root.ts';
import { createAppend } from './append.ts';
import { createAppendColumns } from './append-columns.ts';
import type { CommitEvent, HistoryCalls, HistoryEvent, HistoryKeeperData } from './calls.ts';
import { createChunkTable } from './chunk/chunk-table.ts';
import { createCommits } from './commits.ts';
import { convertRows } from './convert-rows.ts';
import { Damage } from './damage.ts';
import { createFlush } from './flush.ts';
import { createFlushSchedule } from './flush-schedule.ts';
import { Head } from './head/head.ts';
import { createJournalTable } from './journal/journal-table.ts';
import { LiveSeries } from './live-series.ts';
import { manySeries } from './many-series.ts';
import { createMetaTable } from './meta-table.ts';
import { createMetricTable } from './metric-table.ts';
import { Metrics } from './metrics.ts';
import { createNewSeriesLimit } from './new-series-limit.ts';
import { NewestPoints } from './newest-points.ts';
import { packLatest } from './pack-latest.ts';
import { createLineQuery } from './range/line-query.ts';
import { createQuery } from './range/query.ts';
import { recall } from './recall.ts';
import { createRemove, createRestore } from './removal.ts';
import { createRename } from './rename.ts';
import { selectSeries } from './select.ts';
import { SeriesIndex } from './series-index.ts';
import { SeriesLimits } from './series-limits.ts';
import { createSeriesTable } from './series-table.ts';
import { createSweep } from './sweep.ts';

/** A chunk is some 700 bytes: on pages of 4 kB a sixth of the file would be left empty beside the last one of each. */
const PAGE_BYTES = 8_192;

/** Pages in the log before they are moved into the file: 32 MB, so that pages that change again and again are moved once. */
const LOG_PAGES = 4_000;

/** Metrics that are named as those with the most series. */
const LISTED_METRICS = 5;

/** Parts of the time that an orderly end may take. */
const FLUSH_MS = 2_000;
const SHRINK_MS = 2_000;

const { path, maxNewSeriesPerMinute, maxSeries, maxSeriesPerSender, retentionMs, flushPoints, maxJoinedPoints } =
  workerData as HistoryKeeperData;

const database = openDatabase(path, {
  migrations: join(packageRoot, 'db/migrations/history'),
  synchronous: 'FULL',
  logPages: LOG_PAGES,
  pageBytes: PAGE_BYTES,
});

const meta = createMetaTable(database);
const series = createSeriesTable(database);
const chunks = createChunkTable(database);
const journal = createJournalTable(database);
const head = new Head();
const newest = new NewestPoints();
// Later, because the file is looked through before the keeper serves.
const tell = (trouble: string) => queueMicrotask(() => keeper.publish({ trouble }));
const damage = new Damage({ series, chunks, tell });
const closing = new AbortController();

convertRows({ database, chunks, meta, onCorrupt: damage.setAside });
const ids = recall({ database, series, chunks, journal, head, newest, onCorruptEntry: damage.ofEntry });
const metrics = new Metrics({ table: createMetricTable(database), maxMetrics: maxSeries, tell });
const index = new SeriesIndex(series, metrics.units);
const newSeriesLimit = createNewSeriesLimit(maxNewSeriesPerMinute);
const limits = new SeriesLimits({ index, newSeriesLimit, maxSeries, maxSeriesPerSender });
const publish = (event: CommitEvent) => keeper.publish(event);
const commits = createCommits({ database, meta, journal, head, newest, index, ids, publish });
const tables = { database, meta, series, chunks, journal };
const live = new LiveSeries();
const memory = { head, newest, index, ids, live, metrics };
const parts = { ...tables, ...memory, commits, limits, retentionMs, onCorrupt: damage.meet };

const append = createAppend(parts);
const appendColumns = createAppendColumns(parts);
const remove = createRemove({ ...parts, onCorrupt: damage.setAside });
const restore = createRestore({ ...parts, onCorrupt: damage.setAside });
const rename = createRename({ ...parts, onCorrupt: damage.setAside }, maxJoinedPoints);
const sweep = createSweep(parts);
const flush = createFlush({ ...parts, newestCommit: () => commits.newest, onCorrupt: damage.setAside });
const schedule = createFlushSchedule({ head, index, flush, flushPoints, retentionMs, signal: closing.signal });

const keeper: ServedKeeper<HistoryEvent> = serveKeeper<HistoryCalls, HistoryEvent>(
  {
    async append(_signal, batch, readings, nowMs, sender) {
      schedule.requireRoom();
      const appended = await append(batch, readings, nowMs, sender);
      schedule.afterAppend(nowMs);
      return appended;
    },
    async appendColumns(_signal, batch, nowMs, sender) {
      schedule.requireRoom();
      const appended = await appendColumns(batch, nowMs, sender);
      schedule.afterAppend(nowMs);
      return appended;
    },
    connect: (_signal, port) => keeper.serve(port),
    follow: (_signal, follower, keys) =>
      live.follow(
        follower,
        keys.flatMap(key => index.get(key) ?? []),
      ),
    unfollow: (_signal, follower) => live.unfollow(follower),
    remove: (_signal, ...args) => remove(...args),
    restore: (_signal, ...args) => restore(...args),
    rename(_signal, ...args) {
      schedule.requireRoom();
      return rename(...args);
    },
    query: createQuery(parts),
    line: createLineQuery(parts),
    async sweep(signal, nowMs) {
      try {
        await schedule.onSweep(signal, nowMs);
      } finally {
        await sweep(signal, nowMs); // on a full disk it makes the room that the next flush needs
      }
    },
    latest: (_signal, selector) => ({
      commit: commits.newest,
      latest: packLatest(selectSeries(index, newest, selector), newest, one => index.unitOf(one)),
    }),
    series: (_signal, selector) => selectSeries(index, newest, selector).map(one => index.toSeries(one)),
    metadata: (_signal, names) => metrics.metadata(names),
    describe: (_signal, ...args) => metrics.describe(commits, ...args),
    cardinality: () => ({
      ...{ series: index.size, maxSeries, maxSeriesPerSender },
      ...{ metrics: manySeries(index.values(), LISTED_METRICS), senders: index.senders.all() },
    }),
    stats: () => ({
      commit: commits.newest,
      readings: meta.get().readings + head.count,
      series: index.size,
      damaged: damage.count,
      fileBytes: sizeBytes(path) + sizeBytes(`${path}-wal`),
    }),
  },
  close,
);

/** What cannot be tidied up now, because the disk is full or another process has the file, is tidied up another time. */
async function close(): Promise<void> {
  const limit = setTimeout(() => closing.abort(), FLUSH_MS);
  try {
    await flush(closing.signal, Number.NEGATIVE_INFINITY); // or what is left of the one that runs
    shrinkFile(database, SHRINK_MS);
  } catch (error) {
    tell(`The readings of the last hour stay in the journal, and are packed another time: ${error}`);
  } finally {
    clearTimeout(limit);
    database.close();
  }
}

function sizeBytes(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
