/** A thread that reads chunks, so that long queries hold up neither the keeper nor the pages: started by `HistoryReaders`. */
import { workerData } from 'node:worker_threads';
import type { CallArgs } from '../../db/keeper/calls.ts';
import { connectKeeper } from '../../db/keeper/connect-keeper.ts';
import { serveKeeper } from '../../db/keeper/serve-keeper.ts';
import { openReadOnlyDatabase } from '../../db/read-only-database.ts';
import type { HistoryCalls } from './calls.ts';
import { createChunkTable } from './chunk/chunk-table.ts';
import { createHourTable } from './hourly/hour-table.ts';
import { createMetaTable } from './meta-table.ts';
import { createLineQuery } from './range/line-query.ts';
import { createQuery } from './range/query.ts';
import type { RangeReadParts } from './range/range-read.ts';
import type { ReaderCalls, ReaderData } from './reader-calls.ts';

/** Queries that are read at one time, by turns; the others wait, so that a few have all the speed there is. */
const MAX_SNAPSHOTS = 4;

const { path, keeper: port } = workerData as ReaderData;

const keeper = connectKeeper<HistoryCalls>(port, 'history keeper');
const database = openReadOnlyDatabase(path, MAX_SNAPSHOTS);
/** Nobody waits for it: the keeper tells, and the query goes on without what cannot be read. */
const tell = <N extends 'meetDamage' | 'meetDamagedHours'>(name: N, ...args: CallArgs<HistoryCalls[N]>) =>
  void keeper.call(name, args, { evenIfBusy: true }).catch(() => {});

const parts: RangeReadParts = {
  database,
  meta: createMetaTable(database),
  chunks: createChunkTable(database),
  hours: createHourTable(database),
  plan: (range, signal) => keeper.call('plan', [range], { signal }),
  onCorrupt: (chunk, error) => tell('meetDamage', chunk, String(error)),
  onCorruptHours: (row, error) => tell('meetDamagedHours', row, String(error)),
};

serveKeeper<ReaderCalls>({ query: createQuery(parts), line: createLineQuery(parts) }, () => {
  database.close();
  keeper.close();
});
