import { bridgeGaps } from './bridge-gaps.ts';
import type { Series } from './history.ts';
import { DISTANCES_KEPT, typicalIntervalMs } from './interval.ts';
import type { Reading } from './reading.ts';
import { createSeriesWindow, type Grid, type SeriesWindow } from './window.ts';

/** One series as a screen sees it: its newest reading and its recent past. */
export interface WatchedSeries extends Series {
  readonly atMs: number;
  readonly value: number;
  /** Typical distance of its readings; undefined while there were too few. */
  readonly intervalMs: number | undefined;
  readonly window: SeriesWindow;
  /** What a line shows up to now: the means of the window, drawn through where readings come more rarely than the grid steps. */
  line(nowMs: number): (number | undefined)[];
}

/** A watched series that takes new readings. */
export interface GrowingSeries extends WatchedSeries {
  add(reading: Pick<Reading, 'atMs' | 'value' | 'unit' | 'hasEnded'>): void;
}

/** What is known of the newest reading; nothing for a series that is just being made. */
export interface Newest {
  readonly atMs?: number;
  readonly value?: number;
  readonly intervalMs?: number | undefined;
}

export function createGrowingSeries(series: Series, newest: Newest, grid: Grid): GrowingSeries {
  const distancesMs: number[] = [];
  let { atMs = Number.NEGATIVE_INFINITY, value = Number.NaN, intervalMs } = newest;
  const window = createSeriesWindow(grid);

  const learn = (distanceMs: number) => {
    distancesMs.push(distanceMs);
    if (distancesMs.length > DISTANCES_KEPT) distancesMs.shift();
    intervalMs = typicalIntervalMs(distancesMs) ?? intervalMs;
  };

  const growing = {
    ...series,
    window,
    get atMs() {
      return atMs;
    },
    get value() {
      return value;
    },
    get intervalMs() {
      return intervalMs;
    },
    line: (nowMs: number) => bridgeGaps(window.means(nowMs), grid.stepMs, intervalMs),
    add(reading: Pick<Reading, 'atMs' | 'value' | 'unit' | 'hasEnded'>): void {
      if (reading.hasEnded && Number.isFinite(atMs)) return; // what it read last stays, and grows old
      window.add(reading.atMs, reading.value);
      // As in the store, the last one sent wins, whatever its time.
      if (reading.unit !== undefined) growing.unit = reading.unit;
      if (reading.atMs < atMs) return;
      if (reading.atMs > atMs && Number.isFinite(atMs)) learn(reading.atMs - atMs);
      atMs = reading.atMs;
      value = reading.value;
    },
  };
  return growing;
}
