/** A thread that reads chunks, so that long queries hold up neither the keeper nor the pages: started by `HistoryReaders`. */
import { workerData } from 'node:worker_threads';
import { giveWay } from '../../db/keeper/give-way.ts';
import { Moved } from '../../db/keeper/moved.ts';
import { serveKeeper } from '../../db/keeper/serve-keeper.ts';
import { createGarbageBound } from '../http/garbage-bound.ts';
import type { LineResult, RangeResult } from './history.ts';
import { createLineQuery } from './range/line-query.ts';
import { createQuery } from './range/query.ts';
import type { ReaderCalls, ReaderData } from './reader-calls.ts';
import { openReadingThread } from './reading-thread.ts';

/** Queries that are read at one time, by turns; the others wait, so that a few have all the speed there is. */
const MAX_SNAPSHOTS = 4;

giveWay();

const { path, keeper } = workerData as ReaderData;
const { parts, afterTelling, close } = openReadingThread(path, keeper, MAX_SNAPSHOTS);

const tidy = createGarbageBound();

/** Answers are moved to another thread, not copied: each column has a buffer of its own. What they were read from is garbage then. */
function moved<Args extends readonly unknown[], Result extends RangeResult | LineResult>(
  read: (...args: Args) => Promise<Result>,
) {
  return async (...args: Args): Promise<Moved<Result>> => {
    tidy();
    const result = await read(...args);
    const columns = result.series.flatMap(one => Object.values(one).filter(ArrayBuffer.isView));
    return new Moved(
      result,
      columns.map(({ buffer }) => buffer as ArrayBuffer),
    );
  };
}

serveKeeper<ReaderCalls>(
  { query: moved(afterTelling(createQuery(parts))), line: moved(afterTelling(createLineQuery(parts))) },
  close,
);
