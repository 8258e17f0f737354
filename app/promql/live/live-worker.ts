/** The thread of the queries that open screens show: started by `LiveSession`. */
import { workerData } from 'node:worker_threads';
import { giveWay } from '../../../db/keeper/give-way.ts';
import { Moved } from '../../../db/keeper/moved.ts';
import { serveKeeper } from '../../../db/keeper/serve-keeper.ts';
import { createSampleQuery } from '../../history/range/sample-query.ts';
import { openReadingThread } from '../../history/reading-thread.ts';
import type { LiveAnswer } from '../incremental/live-answer.ts';
import { queryLimits } from '../query-limits.ts';
import { createHistorySource } from '../source/history-source.ts';
import type { LiveCalls, LiveData } from './live-calls.ts';
import { OpenQueries } from './open-queries.ts';

giveWay();

const { path, keeper, follower } = workerData as LiveData;
const { parts, afterTelling, close } = openReadingThread(path, keeper, 1);
const read = afterTelling(createSampleQuery(parts));
const { maxSeries, maxSamples } = queryLimits;
const closing = new AbortController();
const queries = new OpenQueries({
  // Each commit after the one that is read comes as a note.
  source: createHistorySource({
    read: (signal, query) => read(signal, { ...query, follower }),
    ...{ maxSeries, maxSamples },
  }),
  signal: closing.signal,
});

serveKeeper<LiveCalls>(
  {
    open: async (signal, ...args) => {
      const opened = await queries.open(signal, ...args);
      return new Moved(opened, buffersOf(opened.answer));
    },
    close: (_signal, id) => queries.close(id),
    advance: async (signal, nowMs) => {
      const news = await queries.advance(signal, nowMs);
      return new Moved(
        news,
        news.flatMap(one => ('answer' in one ? buffersOf(one.answer) : [])),
      );
    },
    note: (_signal, readings) => queries.note(readings),
    forget: (_signal, series) => queries.forget(series),
    renew: () => queries.renew(),
  },
  () => {
    closing.abort(new Error('The live queries are closed.'));
    close();
  },
);

function buffersOf({ columns: { lines, values, present } }: LiveAnswer): ArrayBuffer[] {
  return [lines.buffer, values.buffer, present.buffer];
}
