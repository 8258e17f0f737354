import assert from 'node:assert/strict';
import { createRandom, type Random } from '../../../testing/random.ts';
import { DAY_MS, type Lodger } from './lodger.ts';
import { type Month, measureMonth } from './measure-month.ts';
import type { Stopwatch } from './stopwatch.ts';

export interface LifeOptions {
  readonly days: number;
  readonly stepMs: number;
  /** Things that come in one step of a common day, on average. */
  readonly perStep: number;
  readonly stopwatch: Stopwatch;
  /** Looks at what is kept, after each sweep. */
  readonly check: (state: LifeState) => void;
}

export interface LifeState {
  readonly lodger: Lodger;
  readonly nowMs: number;
  /** Moments of all that is kept, oldest first. */
  readonly kept: readonly number[];
  /** Moments of all that was sent, oldest first. */
  readonly sent: readonly number[];
}

export const START_MS = Date.UTC(2026, 5, 1, 12);
/** Four weeks, of which each has the same loads. */
const MONTH_DAYS = 28;
/** At the end of a step nothing is sent, so that there is time for ticks. */
const REST_MS = 60_000;

/** Lives through the days as fast as it goes, and gives what each month has come to. */
export async function liveThrough(lodger: Lodger, options: LifeOptions): Promise<Month[]> {
  const { days, stepMs, perStep, stopwatch, check } = options;
  const random = createRandom(days);
  const months: Month[] = [];
  const sent: number[] = [];
  for (let nowMs = START_MS; nowMs < START_MS + days * DAY_MS; ) {
    const count = loadOf(Math.floor((nowMs - START_MS) / DAY_MS) % MONTH_DAYS, perStep, random);
    const moments = Array.from({ length: count }, (_, i) => nowMs + 1 + Math.floor((i * (stepMs - REST_MS)) / count));
    await lodger.send(moments);
    sent.push(...moments);
    nowMs += stepMs;
    await lodger.sweep(nowMs);
    const kept = lodger.kept();
    check({ lodger, nowMs, kept, sent });
    if (kept.length > 0) assert.equal(await lodger.newestMs(), sent.at(-1), 'the newest can be read');
    if ((nowMs - START_MS) % (MONTH_DAYS * DAY_MS) === 0) months.push(measureMonth(lodger.path, stopwatch));
  }
  return months;
}

/** Nearly nothing in the first week, a flood of a day in the third one. */
function loadOf(dayOfMonth: number, perStep: number, random: Random): number {
  if (dayOfMonth < 7) return random(8) === 0 ? 1 : 0;
  return dayOfMonth === 17 ? 10 * perStep : random(2 * perStep + 1);
}
