import { LEVELS, type Level } from '../log-line.ts';
import type { LineCount } from '../log-query.ts';
import type { LogView } from './log-view.ts';

/** Counts as they are shown: each choice beside what it would show if it were made, all others staying. */
export interface Counted {
  readonly levels: Readonly<Record<Level, number>>;
  /** By name. */
  readonly streams: readonly { readonly name: string; readonly count: number }[];
  readonly allStreams: number;
  /** By the beginning of the bar; one number for each level. */
  readonly bars: ReadonlyMap<number, readonly number[]>;
  readonly total: number;
}

export function countFor(
  counts: readonly LineCount[],
  { stream, levels }: Pick<LogView, 'stream' | 'levels'>,
): Counted {
  const byLevel: Record<Level, number> = { debug: 0, info: 0, warn: 0, error: 0 };
  const byStream = new Map<string, number>();
  const bars = new Map<number, number[]>();
  let [allStreams, total] = [0, 0];
  for (const each of counts) {
    const isOfLevel = levels.length === 0 || levels.includes(each.level);
    const isOfStream = stream === undefined || stream === each.stream;
    if (isOfStream) byLevel[each.level] += each.count;
    byStream.set(each.stream, (byStream.get(each.stream) ?? 0) + (isOfLevel ? each.count : 0));
    if (isOfLevel) allStreams += each.count;
    if (!isOfLevel || !isOfStream) continue;
    total += each.count;
    const bar = bars.get(each.startMs) ?? LEVELS.map(() => 0);
    bar[LEVELS.indexOf(each.level)]! += each.count;
    bars.set(each.startMs, bar);
  }
  if (stream !== undefined && !byStream.has(stream)) byStream.set(stream, 0);
  const streams = [...byStream].map(([name, count]) => ({ name, count })).sort((a, b) => (a.name < b.name ? -1 : 1));
  return { levels: byLevel, streams, allStreams, bars, total };
}
