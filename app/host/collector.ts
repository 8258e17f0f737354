import type { History } from '../history/history.ts';
import type { Gauge, Source } from './gauge.ts';

const TICK_MS = 1000;

export interface CollectorOptions {
  readonly sources: readonly Source[];
  readonly history: Pick<History, 'append'>;
  readonly now: () => number;
  /** Hears of a source that could not be read or of readings that could not be kept; the others go on. */
  readonly onError: (error: unknown, source: string) => void;
  readonly signal: AbortSignal;
}

/**
 * Asks every source at its pace, on whole seconds, and appends what they say as ordinary readings:
 * one append a second. A source that is still busy is not asked again.
 */
export function startCollector({ sources, history, now, onError, signal }: CollectorOptions): void {
  const busy = new Set<Source>();
  const askedAt = new Map<Source, number>();
  let timer: NodeJS.Timeout;

  const ask = async (source: Source): Promise<readonly Gauge[]> => {
    busy.add(source);
    try {
      return await source.read();
    } catch (error) {
      onError(error, source.name);
      return [];
    } finally {
      busy.delete(source);
    }
  };

  /** A clock that was set back makes everything due, so that nothing waits for the old time to come again. */
  const isDue = (source: Source, atMs: number) => {
    const sinceMs = atMs - (askedAt.get(source) ?? Number.NEGATIVE_INFINITY);
    return !busy.has(source) && (sinceMs >= source.everyMs || sinceMs < 0);
  };

  const collect = async () => {
    const atMs = Math.round(now() / TICK_MS) * TICK_MS;
    const due = sources.filter(source => isDue(source, atMs));
    for (const source of due) askedAt.set(source, atMs);
    const gauges = (await Promise.all(due.map(ask))).flat();
    if (gauges.length === 0 || signal.aborted) return;
    const readings = gauges.map(({ labels = {}, ...gauge }) => ({ ...gauge, labels, atMs }));
    await history.append(readings).catch(error => onError(error, 'history'));
  };

  /** The next whole second, but not the one a timer that fired a little early is about to reach. */
  const arm = () => {
    const restMs = TICK_MS - (now() % TICK_MS);
    timer = setTimeout(tick, restMs < TICK_MS / 2 ? restMs + TICK_MS : restMs);
    timer.unref();
  };
  const tick = () => {
    arm();
    void collect();
  };

  arm();
  signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
}
