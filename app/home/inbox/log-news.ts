import type { StreamNews } from '../../logs/calls.ts';
import type { KeptLine } from '../../logs/log-line.ts';
import { RecentRate } from '../../senders/recent-rate.ts';
import type { LogSignal } from './signal.ts';

/** The newest line of each stream of logs, and how fast they come. */
export interface LogNews {
  take(line: KeptLine): void;
  signals(): LogSignal[];
}

/** Streams that are known at once; beyond it the one that has been silent for longest is forgotten. */
const MAX_STREAMS = 200;

interface Known {
  readonly sinceMs: number;
  readonly rate: RecentRate;
  newest: KeptLine;
}

export function createLogNews(news: readonly StreamNews[], now: () => number): LogNews {
  const streams = new Map<string, Known>();
  const know = (newest: KeptLine, known: Known = { sinceMs: newest.atMs, rate: new RecentRate(), newest }) => {
    known.newest = newest;
    streams.delete(newest.stream);
    streams.set(newest.stream, known);
    if (streams.size > MAX_STREAMS) streams.delete(streams.keys().next().value!);
    return known;
  };
  for (const { newest } of news.toReversed()) know(newest);

  return {
    take(line) {
      const known = streams.get(line.stream);
      if (known && known.newest.seq >= line.seq) return;
      know(line, known).rate.add(1, now());
    },
    signals: () =>
      [...streams].map(([name, { sinceMs, newest, rate }]) => ({
        ...{ kind: 'log', name, sinceMs, newest },
        perSecond: rate.perSecond(now()),
      })),
  };
}
