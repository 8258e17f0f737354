import { createReactiveStream, type ReactiveStream } from '../stream/reactive.ts';
import type { Reading } from './reading.ts';

/** What one commit changed. To follow it: forget `removed`, load `restored`, begin `created`, then add `readings`. */
export interface Commit {
  /** Also the number of the event in the stream; grows by one from commit to commit. */
  readonly commit: number;
  /** Points that it kept. */
  readonly count: number;
  /** In the order in which they were kept. Of points that came in columns only those of series that are followed. */
  readonly readings: readonly Reading[];
  /** Keys of new series: all that they have is in `readings`. */
  readonly created: readonly string[];
  /** Of new series, by key, the units that only their metric has. */
  readonly units?: ReadonlyMap<string, string>;
  /** Keys of series that were brought back: they have readings that are not in `readings`. */
  readonly restored: readonly string[];
  /** Keys of series that went out of sight; also of one that a restored series took in, which is in `restored` too. */
  readonly removed: readonly string[];
}

/** Commits kept for subscribers that are behind. */
const CAPACITY_COMMITS = 128;

/**
 * A larger commit, as a backfill makes it, is told as a gap. With the capacity this bounds what the topic holds to a
 * million readings, some 200 MB, when more than a hundred commits in a row are that large.
 */
export const MAX_LIVE_READINGS = 8_000;

/**
 * The topic of readings, in commit order, each commit when it is durable. `commit` is the newest number in the file.
 *
 * No gap and no repeat: subscribe first, ask `query` or `latest` second, and drop the commits up to the one that the
 * answer names. After a `gap` item ask again.
 */
export function createLive(commit: number): ReactiveStream<Commit> {
  return createReactiveStream<Commit>({ capacity: CAPACITY_COMMITS, replay: 0, firstSeq: commit + 1 });
}

/** False: the commit is too large and its number is left out. Subscribers get the gap together with the next commit. */
export function publishCommit(live: ReactiveStream<Commit>, commit: Commit): boolean {
  if (commit.readings.length > MAX_LIVE_READINGS) return false;
  live.emit(commit, { seq: commit.commit });
  return true;
}
