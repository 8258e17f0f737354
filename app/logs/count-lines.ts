import type { ReadOnlyDatabase } from '../../db/read-only-database.ts';
import { type LineReader, levelName } from './line-reader.ts';
import type { LineCount } from './log-query.ts';

export type CountLines = (fromMs: number, toMs: number, bucketS: number, nowMs: number) => LineCount[];

/** Lines of every stream and level by the bars of a histogram, out of the tallies: what is searched for is not asked. */
export function createCountLines(database: Pick<ReadOnlyDatabase, 'prepare'>, reader: LineReader): CountLines {
  const sum = database.prepare<{ startS: number; streamId: number; level: number; count: number }>(
    `select start_s / ? * ? as startS, stream_id as streamId, level, sum(count) as count from tally
     where width_s = ? and start_s >= ? and start_s < ? group by 1, 2, 3`,
  );
  return (fromMs, toMs, bucketS, nowMs) => {
    const isNarrow = bucketS < 60 && fromMs > nowMs - NARROW_MS;
    const width = Math.max(bucketS, isNarrow ? 10 : 60);
    const fromS = Math.floor(fromMs / 1000 / width) * width;
    return sum
      .all(BigInt(width), BigInt(width), isNarrow ? 10 : 60, fromS, Math.ceil(toMs / 1000))
      .filter(({ count }) => count > 0)
      .map(({ startS, streamId, level, count }) => ({
        startMs: startS * 1000,
        stream: reader.streamName(streamId),
        level: levelName(level),
        count,
      }));
  };
}

/** So far back the narrow tallies are there for certain. */
const NARROW_MS = 23 * 60 * 60_000;
