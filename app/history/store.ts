import type { MessagePort } from 'node:worker_threads';
import { siblingModule } from '../../db/keeper/sibling-module.ts';
import { startKeeper } from '../../db/keeper/start-keeper.ts';
import type { Histogram } from '../http/metering/histogram.ts';
import type { ReactiveStream } from '../stream/reactive.ts';
import type { HistoryCalls, HistoryEvent, HistoryKeeperData } from './calls.ts';
import type { History } from './history.ts';
import { HistoryReaders } from './history-readers.ts';
import { KeeperHistory } from './keeper-history.ts';
import { type Commit, createLive } from './live.ts';
import { machineMs } from './machine-ms.ts';
import { openLine } from './open-line.ts';
import { SAY_EVERY_MS } from './progress.ts';
import type { KeepRule } from './retention/keep-rule.ts';
import { toCommit } from './to-commit.ts';
import { createUnconfirmed, MAX_UNCONFIRMED_READINGS } from './unconfirmed.ts';

const KEEP: readonly KeepRule[] = [{ pattern: '*', readingsMs: 30 * 24 * 60 * 60_000, hourlyMs: 0 }];

/** Series that can be visible at one time. Each takes some 1.5 kB of memory. New ones beyond it are refused. */
export const MAX_SERIES = 200_000;

/** Points in memory, at least, before they are brought into chunks. 20 bytes each. */
const FLUSH_POINTS = 4_000_000;

export interface HistoryOptions {
  /** Of the file; it is made if it is not there. */
  readonly path: string;
  /** `TELLTALE_MAX_NEW_SERIES_PER_MINUTE`. */
  readonly maxNewSeriesPerMinute: number;
  /** How long what is kept; the last one must be for `*`. Default: each reading for 30 days. */
  readonly keep?: readonly KeepRule[];
  readonly maxSeries?: number;
  /** `TELLTALE_MAX_SERIES_PER_SENDER`. Default: half of all. */
  readonly maxSeriesPerSender?: number;
  /** Points in memory, at least, before they are brought into chunks. Fewer for tests: then they see it happen. */
  readonly flushPoints?: number;
  /** Between two sweeps that forget what is past its time. Default: a minute. */
  readonly sweepEveryMs?: number;
  /** Of a series that is joined with another one, at most. Fewer for tests. */
  readonly maxJoinedPoints?: number;
  /**
   * Told what nobody waits for: a `KeeperFailedError` when the worker has ended, after which every call is rejected
   * until the owner opens the history anew; or the error of a sweep, which is tried again a minute later.
   */
  readonly onFailure: (error: unknown) => void;
  /** Told what is wrong with the file and does not keep it from being used. Default: a process warning. */
  readonly onTrouble?: (sentence: string) => void;
  /** Told in a sentence how far the opening of the file is, when it takes longer than a second. */
  readonly onProgress?: (sentence: string) => void;
  /** Between two of these sentences. Default: a second. */
  readonly progressEveryMs?: number;
  /** Milliseconds since 1970 UTC. Default: the system's clock. */
  readonly now?: () => number;
}

export interface HistoryStore extends History {
  /** How long commits take to be told here, after they are durable. */
  readonly tellingDelay: Histogram;
  /** Commits, from now on. Each is published when it is durable, and before its `append` resolves. */
  readonly live: ReactiveStream<Commit>;
  /** Another thread's way to the keeper: the end of a channel, to be transferred there. */
  connect(): Promise<MessagePort>;
  /** Someone who is told of each point of some series, however fast they come. */
  follow(): Follower;
  /** Forgets readings past the retention and removed series past their ten minutes. Runs by itself once a minute. */
  sweep(): Promise<void>;
}

/**
 * Opens the readings' file in a thread of its own; threads beside it that read start with the first query. Rejects with `KeeperFailedError` when it cannot be opened.
 * The calls reject with `KeeperBusyError`, over HTTP a 503, when too much waits already; `query` rejects with the code
 * `QUERY_TOO_LARGE` when it asks for too much.
 */
export async function openHistory(options: HistoryOptions): Promise<HistoryStore> {
  const { onTrouble = sentence => process.emitWarning(sentence), onProgress = () => {} } = options;
  const unconfirmed = createUnconfirmed(MAX_UNCONFIRMED_READINGS);
  let store: KeeperHistory | undefined;
  const keeper = startKeeper<HistoryCalls, HistoryEvent>(siblingModule('./keeper', import.meta.url), {
    name: 'history keeper',
    workerData: toKeeperData(options),
    onEvent: event => {
      if ('trouble' in event) onTrouble(event.trouble);
      else if ('opening' in event) onProgress(event.opening);
      else {
        store!.tellingDelay.add(machineMs() - event.committedAtMs);
        store!.publish(toCommit(event, unconfirmed.get));
      }
    },
    onFailure: error => store?.fail(error),
  });
  try {
    // Nothing is written before the store is there, so no event comes before it.
    const { commit } = await keeper.call('stats', []);
    const readers = new HistoryReaders({ path: options.path, connect: () => openLine(keeper), onTrouble });
    store = new KeeperHistory(keeper, readers, unconfirmed, createLive(commit), options);
    return store;
  } catch (error) {
    await keeper.close().catch(() => {}); // the first error says why
    throw error;
  }
}

function toKeeperData(options: HistoryOptions): HistoryKeeperData {
  const { path, maxNewSeriesPerMinute } = options;
  const { maxSeries = MAX_SERIES, keep = KEEP, flushPoints = FLUSH_POINTS, progressEveryMs = SAY_EVERY_MS } = options;
  const { maxSeriesPerSender = Math.ceil(maxSeries / 2), maxJoinedPoints } = options;
  const limits = { maxNewSeriesPerMinute, maxSeries, maxSeriesPerSender, maxJoinedPoints };
  return { path, ...limits, keep, flushPoints, progressEveryMs };
}

/** Pass its number with a query to follow what that selects. */
export interface Follower {
  readonly number: number;
  /** Follows these series, too. */
  add(keys: readonly string[]): void;
  end(): void;
}
