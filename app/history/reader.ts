/** A thread that reads chunks, so that long queries hold up neither the keeper nor the pages: started by `HistoryReaders`. */
import { workerData } from 'node:worker_threads';
import type { CallArgs } from '../../db/keeper/calls.ts';
import { connectKeeper } from '../../db/keeper/connect-keeper.ts';
import { giveWay } from '../../db/keeper/give-way.ts';
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

giveWay();

const { path, keeper: port } = workerData as ReaderData;

const keeper = connectKeeper<HistoryCalls>(port, 'history keeper');
const database = openReadOnlyDatabase(path, MAX_SNAPSHOTS);
/** What was said to the keeper and may not have arrived. */
const underWay = new Set<Promise<unknown>>();

/** The keeper tells the owner. If it cannot be reached it has ended, and its owner knows that already. */
function tell<N extends 'meetDamage' | 'meetDamagedHours'>(name: N, ...args: CallArgs<HistoryCalls[N]>): void {
  const telling = keeper.call(name, args, { evenIfBusy: true }).catch(() => {});
  underWay.add(telling);
  void telling.then(() => underWay.delete(telling));
}

/** Who has an answer in which something is missing can ask at once what is damaged. */
function afterTelling<Query, Result>(read: (signal: AbortSignal, query: Query) => Promise<Result>) {
  return async (signal: AbortSignal, query: Query): Promise<Result> => {
    const result = await read(signal, query);
    await Promise.all(underWay);
    return result;
  };
}

const parts: RangeReadParts = {
  database,
  meta: createMetaTable(database),
  chunks: createChunkTable(database),
  hours: createHourTable(database),
  plan: (range, signal) => keeper.call('plan', [range], { signal }),
  onCorrupt: (chunk, error) => tell('meetDamage', chunk, String(error)),
  onCorruptHours: (row, error) => tell('meetDamagedHours', row, String(error)),
};

serveKeeper<ReaderCalls>(
  { query: afterTelling(createQuery(parts)), line: afterTelling(createLineQuery(parts)) },
  () => {
    database.close();
    keeper.close();
  },
);
