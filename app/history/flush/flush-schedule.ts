import { BusyError } from '../../scope/errors.ts';
import type { Head } from '../head/head.ts';
import type { Retention } from '../retention/retention.ts';
import type { SeriesIndex } from '../series-index.ts';

/** Of many series, so many points of each: a chunk of fewer points costs more to write than it saves. */
const FLUSH_POINTS_PER_SERIES = 64;

/** Points in memory at most; beyond it appends are refused until a flush has made room. 20 bytes each. */
const MAX_HEAD_POINTS = 16_000_000;

/** After so long without a flush there is one, so that the journal of a slow sender stays short. */
const FLUSH_AFTER_MS = 60 * 60_000;

/** So many points that nobody adds to are not left to wait for their hour: the journal takes 20 times their room. */
const IDLE_POINTS = 100_000;

/** The head holds as many points as it may, because they cannot be brought into chunks as fast as they come, or at all. */
export class HeadFullError extends BusyError {
  readonly code = 'HEAD_FULL';
}

export interface FlushScheduleParts {
  readonly head: Head;
  readonly index: Pick<SeriesIndex, 'size'>;
  readonly flush: (signal: AbortSignal, keepFromMs: number) => Promise<void>;
  /** Points in memory, at least, before they are brought into chunks. */
  readonly flushPoints: number;
  readonly retention: Retention;
  /** Aborted when the end takes too long. */
  readonly signal: AbortSignal;
}

/** A flush that fails again and again. */
export interface FailingFlush {
  readonly sinceMs: number;
  readonly reason: string;
}

/** Says when the head is flushed: when it is large, when it is old, and when nobody adds to it any more. */
export function createFlushSchedule(parts: FlushScheduleParts) {
  const { head, index, flush, flushPoints, retention, signal } = parts;
  /** Since when there are points that no flush has begun with. */
  let sinceMs: number | undefined;
  let countAtSweep = 0;
  /** False during a flush, and after one that failed: where nothing can be written, appends need not try it each time. */
  let isReady = true;
  let failing: FailingFlush | undefined;

  const start = async (nowMs: number, flushSignal = signal) => {
    sinceMs = undefined;
    isReady = false;
    try {
      await flush(flushSignal, retention.horizonMs(nowMs));
    } catch (error) {
      failing = { sinceMs: failing?.sinceMs ?? nowMs, reason: String(error) };
      throw error;
    }
    isReady = true;
    failing = undefined;
  };

  const isLarge = () => head.activeCount >= Math.max(flushPoints, FLUSH_POINTS_PER_SERIES * index.size);

  const isDue = (nowMs: number) => {
    sinceMs ??= nowMs;
    const isIdle = head.activeCount === countAtSweep && head.activeCount >= IDLE_POINTS;
    const isOld = nowMs - sinceMs >= FLUSH_AFTER_MS || head.oldestMs < nowMs - retention.longestMs;
    return head.frozen || isLarge() || isIdle || isOld;
  };

  return {
    /** Undefined: the last flush went well. */
    get failing(): FailingFlush | undefined {
      return failing;
    },
    /** Called before points are added. @throws HeadFullError */
    requireRoom(): void {
      if (head.count < MAX_HEAD_POINTS) return;
      throw new HeadFullError(`${head.count} readings wait to be packed. Send these again in a second.`);
    },
    /** Called after points were added. */
    afterAppend(nowMs: number): void {
      sinceMs ??= nowMs;
      if (!isReady || !isLarge()) return;
      // The next sweep begins where this one failed, and says so if it fails too.
      start(nowMs).catch(() => {});
    },
    /** Called once a minute. Rejects as the flush does. */
    async onSweep(sweepSignal: AbortSignal, nowMs: number): Promise<void> {
      if (head.count > 0 && isDue(nowMs)) await start(nowMs, sweepSignal);
      countAtSweep = head.activeCount;
    },
  };
}
