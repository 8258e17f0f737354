/** A thread that reads chunks, so that long queries hold up neither the keeper nor the pages: started by `HistoryReaders`. */
import { workerData } from 'node:worker_threads';
import { giveWay } from '../../db/keeper/give-way.ts';
import { serveKeeper } from '../../db/keeper/serve-keeper.ts';
import { createLineQuery } from './range/line-query.ts';
import { createQuery } from './range/query.ts';
import type { ReaderCalls, ReaderData } from './reader-calls.ts';
import { openReadingThread } from './reading-thread.ts';

/** Queries that are read at one time, by turns; the others wait, so that a few have all the speed there is. */
const MAX_SNAPSHOTS = 4;

giveWay();

const { path, keeper } = workerData as ReaderData;
const { parts, afterTelling, close } = openReadingThread(path, keeper, MAX_SNAPSHOTS);

serveKeeper<ReaderCalls>(
  { query: afterTelling(createQuery(parts)), line: afterTelling(createLineQuery(parts)) },
  close,
);
