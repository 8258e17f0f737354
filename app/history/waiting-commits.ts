import type { Commit } from './live.ts';

/** Readings of commits that may wait while the store is read. Some 20 MB. */
export const MAX_WAITING_READINGS = 100_000;

/** Commits that came while the store was read, in their order: the topic itself keeps only the newest ones. */
export interface WaitingCommits {
  /** False, and nothing kept, when there is no room. A commit that is alone always has room. */
  push(commit: Commit): boolean;
  /** The oldest one, which then waits no more. */
  shift(): Commit | undefined;
  clear(): void;
}

export function createWaitingCommits(maxReadings = MAX_WAITING_READINGS): WaitingCommits {
  let commits: Commit[] = [];
  let count = 0;

  return {
    push(commit) {
      if (commits.length > 0 && count + sizeOf(commit) > maxReadings) return false;
      commits.push(commit);
      count += sizeOf(commit);
      return true;
    },
    shift() {
      const commit = commits.shift();
      if (commit) count -= sizeOf(commit);
      return commit;
    },
    clear() {
      commits = [];
      count = 0;
    },
  };
}

/** An empty commit counts too, so that their number is bounded. */
function sizeOf({ readings }: Commit): number {
  return readings.length + 1;
}
