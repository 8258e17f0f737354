import type { Subscription } from '../../stream/reactive.ts';
import { createLineFilter } from '../create-line-filter.ts';
import { LineTally } from '../line-tally.ts';
import { type KeptLine, LEVELS } from '../log-line.ts';
import type { FoundLines, LineCount } from '../log-query.ts';
import type { Logs } from '../logs.ts';
import { newestFirst } from '../read-newest.ts';
import { bucketSecondsOf, isLive, type LogView, toLogQuery } from './log-view.ts';

/** What a view shows, kept up to date as long as it moves. */
export interface LogFeed {
  now(): LogSight;
  stop(): void;
}

export interface LogSight extends Pick<FoundLines, 'hasMore' | 'searchedFromMs' | 'countedFromMs'> {
  /** By time, the newest last. */
  readonly lines: readonly KeptLine[];
  readonly counts: readonly LineCount[];
  /** Lines that came since it began and would be shown: it only grows. */
  readonly arrived: number;
}

export interface LogFeedOptions {
  readonly logs: Pick<Logs, 'find' | 'live'>;
  readonly now: () => number;
  readonly onChange: () => void;
  readonly onLost: (reason?: unknown) => void;
}

/** Counts are put together anew at most so often. */
const COUNT_EVERY_MS = 1000;

/** Subscribes first, reads the store second, and drops what is in both: no gap, no repeat. */
export async function startLogFeed(view: LogView, { logs, now, onChange, onLost }: LogFeedOptions): Promise<LogFeed> {
  const moves = isLive(view);
  const matches = createLineFilter(view);
  const subscription: Subscription<KeptLine> | undefined = moves ? logs.live.subscribe({ filter: matches }) : undefined;
  const bucketS = bucketSecondsOf(view);
  const found = await logs.find(toLogQuery(view, now()), { bucketS }).catch(async error => {
    await subscription?.return();
    throw error;
  });
  const tally = new LineTally(bucketS);
  for (const { startMs, stream, level, count } of found.counts) tally.add({ atMs: startMs, stream, level }, count);
  const levels = new Set(view.levels.length > 0 ? view.levels : LEVELS);
  const isShown = ({ stream, level }: KeptLine) =>
    (view.stream === undefined || stream === view.stream) && levels.has(level);

  let lines: readonly KeptLine[] = found.lines;
  let { hasMore } = found;
  let [arrived, isStopped] = [0, false];
  let counts = { at: Number.NEGATIVE_INFINITY, of: [] as readonly LineCount[] };

  const take = (fresh: readonly KeptLine[]) => {
    const { fromMs, toMs } = toLogQuery(view, now());
    const inTime = fresh.filter(({ seq, atMs }) => seq > found.upToSeq && atMs >= fromMs && atMs < toMs);
    for (const line of inTime) tally.add(line);
    const shown = inTime.filter(isShown);
    arrived += shown.length;
    if (shown.length > 0) {
      const all = [...lines, ...shown].sort(newestFirst);
      hasMore ||= all.length > view.limit;
      lines = all.slice(0, view.limit).reverse();
    }
    if (inTime.length > 0) onChange();
  };

  const follow = async (live: Subscription<KeptLine>) => {
    for (let batch = await live.nextBatch(); batch.length > 0; batch = await live.nextBatch()) {
      take(batch.flatMap(item => (item.kind === 'event' ? [item.value] : [])));
      // What was missed is in the store: a new feed reads it from there.
      if (batch.some(({ kind }) => kind !== 'event')) break;
    }
    await live.return();
    if (!isStopped) onLost();
  };
  if (subscription) follow(subscription).catch(onLost);

  return {
    now() {
      const nowMs = now();
      if (nowMs - counts.at >= COUNT_EVERY_MS) {
        tally.forgetBefore(toLogQuery(view, nowMs).fromMs);
        counts = { at: nowMs, of: tally.counts() };
      }
      const { searchedFromMs, countedFromMs } = found;
      return { lines, hasMore, arrived, counts: counts.of, searchedFromMs, countedFromMs };
    },
    stop() {
      isStopped = true;
      void subscription?.return();
    },
  };
}
