/** The worker that owns `history.db`: started by `openHistory`, opens the file, answers calls until it is closed. */
import { statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { workerData } from 'node:worker_threads';
import { openDatabase } from '../../db/database.ts';
import { giveWay } from '../../db/keeper/give-way.ts';
import { publishEvent } from '../../db/keeper/publish-event.ts';
import { type ServedKeeper, serveKeeper } from '../../db/keeper/serve-keeper.ts';
import { shrinkFile } from '../../db/keeper/shrink-file.ts';
import { WriteWatch } from '../../db/keeper/write-watch.ts';
import { packageRoot } from '../package-root.ts';
import { createAppend } from './append.ts';
import { createAppendColumns } from './append-columns.ts';
import type { HistoryCalls, HistoryEvent, HistoryKeeperData } from './calls.ts';
import { createChunkTable } from './chunk/chunk-table.ts';
import { createCommits } from './commits.ts';
import { ConditionTrials } from './condition-trials.ts';
import { convertRows } from './convert-rows.ts';
import { Damage } from './damage.ts';
import { createFlush } from './flush/flush.ts';
import { createFlushSchedule } from './flush/flush-schedule.ts';
import { PackingThread } from './flush/packing-thread.ts';
import { Head } from './head/head.ts';
import type { HistoryTrouble } from './history.ts';
import { createHourTable } from './hourly/hour-table.ts';
import { createJournalTable } from './journal/journal-table.ts';
import { createLabelLookup } from './label-lookup.ts';
import { LastSenders } from './last-senders.ts';
import { LiveSeries } from './live-series.ts';
import { machineMs } from './machine-ms.ts';
import { manySeries } from './many-series.ts';
import { createMetaTable } from './meta-table.ts';
import { createMetricTable } from './metric-table.ts';
import { Metrics } from './metrics.ts';
import { createNewSeriesLimit } from './new-series-limit.ts';
import { NewestPoints } from './newest-points.ts';
import { packLatest } from './pack-latest.ts';
import { Progress } from './progress.ts';
import { createPlan } from './range/create-plan.ts';
import { createSamplePlan } from './range/create-sample-plan.ts';
import { recall } from './recall.ts';
import { createRemove, createRestore } from './removal.ts';
import { createRename } from './rename.ts';
import { Retention } from './retention/retention.ts';
import { selectSeries } from './select.ts';
import { selectorConditions } from './selector-conditions.ts';
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

const { path, maxNewSeriesPerMinute, maxSeries, maxSeriesPerSender, keep, maxJoinedPoints, ...waits } =
  workerData as HistoryKeeperData;

const database = openDatabase(path, {
  migrations: join(packageRoot, 'db/migrations/history'),
  synchronous: 'FULL',
  logPages: LOG_PAGES,
  pageBytes: PAGE_BYTES,
});

const meta = createMetaTable(database);
const retention = new Retention(keep);
const series = createSeriesTable(database);
const chunks = createChunkTable(database);
const hours = createHourTable(database);
const journal = createJournalTable(database);
const head = new Head();
const newest = new NewestPoints();
const tell = (trouble: string) => publishEvent<HistoryEvent>({ trouble });
const damage = new Damage({ series, chunks, hours, journal, tell });
const writes = new WriteWatch();
const progress = new Progress({
  say: opening => publishEvent<HistoryEvent>({ opening }),
  everyMs: waits.progressEveryMs,
});
const closing = new AbortController();

convertRows({ database, chunks, meta, onCorrupt: damage.setAside, progress });
const ids = recall({
  ...{ database, series, chunks, hours, journal, head, newest, progress },
  onCorruptEntry: damage.setEntryAside,
});
const metrics = new Metrics({ table: createMetricTable(database), maxMetrics: maxSeries, tell });
const index = new SeriesIndex(series, metrics.units);
const newSeriesLimit = createNewSeriesLimit(maxNewSeriesPerMinute);
const limits = new SeriesLimits({ index, newSeriesLimit, maxSeries, maxSeriesPerSender });
const commits = createCommits({
  ...{ database, meta, journal, head, newest, index, ids },
  publish: event => publishEvent<HistoryEvent>({ ...event, committedAtMs: machineMs() }),
  writes,
});
const tables = { database, meta, series, chunks, hours, journal };
const live = new LiveSeries();
const memory = { head, newest, index, ids, live, metrics };
const lastSenders = new LastSenders();
const parts = { ...tables, ...memory, commits, limits, retention, lastSenders };

const setAside = { onCorrupt: damage.setAside, onCorruptHours: damage.setHoursAside };

const append = createAppend(parts);
const appendColumns = createAppendColumns(parts);
const remove = createRemove(parts);
const restore = createRestore({ ...parts, ...setAside });
const rename = createRename({ ...parts, ...setAside }, maxJoinedPoints);
const trials = new ConditionTrials(index);
const plan = createPlan({ ...parts, trials });
const samplePlan = createSamplePlan({ ...parts, trials });
const lookup = createLabelLookup({ index, newest, trials });
const sweep = createSweep({ ...parts, ...setAside });
const packing = availableParallelism() > 1 ? new PackingThread({ path, onFailure: tell }) : undefined;
const flush = createFlush({ ...parts, newestCommit: () => commits.newest, onCorrupt: damage.setAside, packing });
const { flushPoints } = waits;
const schedule = createFlushSchedule({ head, index, flush, flushPoints, retention, signal: closing.signal });
const troubles = (): HistoryTrouble[] => {
  const { failing } = schedule;
  const known = [
    writes.trouble && { kind: 'unwritable' as const, ...writes.trouble },
    failing && { kind: 'unpacked' as const, ...failing },
    damage.trouble,
  ];
  return known.filter(trouble => trouble !== undefined);
};

giveWay(); // not before: everybody waits for the opening

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
    plan,
    samplePlan,
    labelsOf: (_signal, epoch, ids) => index.labelsOf(epoch, ids),
    ...lookup,
    meetDamage: (_signal, chunk, reason) => damage.meet(chunk, reason),
    meetDamagedHours: (_signal, row, reason) => damage.meetHours(row, reason),
    async sweep(signal, nowMs) {
      try {
        await schedule.onSweep(signal, nowMs);
      } finally {
        await sweep(signal, nowMs); // on a full disk it makes the room that the next flush needs
      }
    },
    async latest(signal, selector) {
      const conditions = await trials.run(selectorConditions(selector), signal);
      const selected = selectSeries(index, newest, selector, conditions);
      return { commit: commits.newest, latest: packLatest(selected, newest, one => index.unitOf(one)) };
    },
    async series(signal, selector) {
      const conditions = await trials.run(selectorConditions(selector), signal);
      return selectSeries(index, newest, selector, conditions).map(one => {
        const lastSender = lastSenders.of(one.id);
        const { sender } = one;
        return { ...index.toSeries(one), ...(sender !== undefined && { sender }), ...(lastSender && { lastSender }) };
      });
    },
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
      troubles: troubles(),
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
    // That the time was not enough for all of them is in order: the next start packs the rest.
    if (!closing.signal.aborted)
      tell(`The readings of the last hour stay in the journal, and are packed another time: ${error}`);
  } finally {
    clearTimeout(limit);
    await packing?.close();
    database.close();
  }
}

function sizeBytes(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
