/** The thread that reads `logs.db`, so that no search holds up what is kept: started by `openLogs` when it is first asked. */
import { workerData } from 'node:worker_threads';
import { giveWay } from '../../db/keeper/give-way.ts';
import { serveKeeper } from '../../db/keeper/serve-keeper.ts';
import { openReadOnlyDatabase } from '../../db/read-only-database.ts';
import { USED_BYTES_SQL } from './block-trimmer.ts';
import type { LogReaderCalls, LogReaderData } from './calls.ts';
import { createCountLines } from './count-lines.ts';
import { createLineReader, LINE_COLUMNS, type LineRow } from './line-reader.ts';
import { LEVELS } from './log-line.ts';
import type { FoundLines, LogQuery } from './log-query.ts';
import { createReadAfter } from './read-after.ts';
import { createReadNewest } from './read-newest.ts';
import { createSearchBlocks } from './search-blocks.ts';

giveWay();

const database = openReadOnlyDatabase((workerData as LogReaderData).path, 1);
const lines = createLineReader(database);
const readNewest = createReadNewest(database);
const readAfter = createReadAfter(database, lines);
const countLines = createCountLines(database, lines);
const searchBlocks = createSearchBlocks(database, lines);

const ALL_LEVELS = LEVELS.map((_, level) => level);
const EVER = { fromMs: 0, toMs: Number.MAX_SAFE_INTEGER };

const newestSeq = database.prepare<{ seq: number }>('select coalesce(max(seq), 0) as seq from line');
const oneLine = database.prepare<LineRow>(`select ${LINE_COLUMNS} from line where seq = ?`);
const newsOfStreams = database.prepare<LineRow>(
  `select ${LINE_COLUMNS} from line where seq in (select newest_seq from stream) order by seq desc limit ?`,
);
const following = LEVELS.map((_, level) =>
  database.prepare<LineRow>(
    `select ${LINE_COLUMNS} from line where stream_id = ? and level = ${level} and at_ms >= ? and not (at_ms = ? and seq <= ?) order by at_ms, seq limit ?`,
  ),
);
const totals = database.prepare<{ lines: number | null; oldestS: number | null; streams: number; bytes: number }>(
  `select (select max(seq) - min(seq) + 1 from line) as lines, (select min(start_s) from tally where width_s = 60) as oldestS,
   (select count(*) from stream) as streams, (${USED_BYTES_SQL}) as bytes`,
);

/** A search that is over soon is one unchanging state; a long one may miss what goes meanwhile. */
const snapshot = <R>(read: () => R): R => database.transactional.run(read as never, { access: 'snapshot' }) as R;

serveKeeper<LogReaderCalls>(
  {
    tail: (_signal, stream, limit) =>
      snapshot(() => {
        const streamId = lines.streamId(stream);
        if (streamId === undefined) return [];
        return readNewest({ ...EVER, streamId, levels: ALL_LEVELS, limit })
          .map(lines.toLine)
          .reverse();
      }),
    find: (signal, query, counting) => {
      if (query.search.trim() !== '' || query.fields.length > 0) return searchBlocks(query, counting, signal);
      return snapshot((): FoundLines => {
        const counts = counting ? countLines(query.fromMs, query.toMs, counting.bucketS, Date.now()) : [];
        return { ...findNewest(query), counts, upToSeq: newestSeq.get()!.seq };
      });
    },
    around: (_signal, seq, count) =>
      snapshot(() => {
        const row = oneLine.get(seq);
        if (!row) return undefined;
        const { streamId, atMs } = row;
        const before = readNewest({ ...EVER, streamId, levels: ALL_LEVELS, before: row, limit: count });
        const after = following
          .flatMap(level => level.all(streamId, atMs, atMs, seq, count))
          .sort((a, b) => a.atMs - b.atMs || a.seq - b.seq)
          .slice(0, count);
        return { before: before.map(lines.toLine).reverse(), line: lines.toLine(row), after: after.map(lines.toLine) };
      }),
    after: (_signal, wish, seq) => snapshot(() => readAfter(wish, seq)),
    newest: (_signal, limit) =>
      snapshot(() =>
        newsOfStreams.all(limit).map(row => {
          const newest = lines.toLine(row);
          return { stream: newest.stream, newest };
        }),
      ),
    stats: () =>
      snapshot(() => {
        const { lines, oldestS, streams, bytes } = totals.get()!;
        return { lines: lines ?? 0, streams, bytes, oldestMs: oldestS === null ? undefined : oldestS * 1000 };
      }),
  },
  () => database.close(),
);

function findNewest({ stream, levels, limit, ...range }: LogQuery): Pick<FoundLines, 'lines' | 'hasMore'> {
  const streamId = stream === undefined ? undefined : lines.streamId(stream);
  if (stream !== undefined && streamId === undefined) return { lines: [], hasMore: false };
  const numbers = levels.length > 0 ? levels.map(level => LEVELS.indexOf(level)) : ALL_LEVELS;
  const found = readNewest({ ...range, streamId, levels: numbers, limit: limit + 1 });
  return { lines: found.slice(0, limit).map(lines.toLine).reverse(), hasMore: found.length > limit };
}
