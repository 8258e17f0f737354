import { scaleUtc } from 'd3-scale';
import { utcFormat } from 'd3-time-format';
import { createZoneClock } from '../format/zone-clock.ts';

export type TimeTick = { atMs: number; label: string };

/** So many steps fit into the window; one more moment may lie on its very edge. */
const MAX_STEPS = 6;
const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** 1970-01-05 was a Monday: where weeks begin. */
const FIRST_MONDAY_MS = 4 * DAY_MS;

const STEPS_MS = [
  ...[1, 2, 5, 10, 15, 30].map(count => count * SECOND_MS),
  ...[1, 2, 5, 10, 15, 30].map(count => count * MINUTE_MS),
  ...[1, 2, 4, 6, 12].map(count => count * HOUR_MS),
  ...[1, 2, 7, 14].map(count => count * DAY_MS),
];

/**
 * Round moments between two times (UTC), six or so, named by the clock of `timeZone` (an IANA name): `14:00`, `14:00:30` when
 * they are less than a minute apart, `22 Nov` where a day begins.
 */
export function timeTicks(fromMs: number, toMs: number, timeZone: string): TimeTick[] {
  const clock = createZoneClock(timeZone);
  const ticks = roundMoments(clock.toWall(fromMs), clock.toWall(toMs));
  const stepMs = ticks.length > 1 ? ticks[1]!.getTime() - ticks[0]!.getTime() : MINUTE_MS;
  return ticks.map(tick => ({ atMs: clock.fromWall(tick.getTime()), label: labelOf(tick, stepMs) }));
}

/**
 * The step follows from the length of the window alone, so that it stays while the window moves. Months and years are d3's, which
 * knows no time zones: it is given the time on the wall as if that were UTC.
 */
function roundMoments(fromWallMs: number, toWallMs: number): Date[] {
  const stepMs = STEPS_MS.find(step => (toWallMs - fromWallMs) / step <= MAX_STEPS);
  if (stepMs === undefined) return scaleUtc().domain([fromWallMs, toWallMs]).ticks(MAX_STEPS);
  const offsetMs = stepMs % (7 * DAY_MS) === 0 ? FIRST_MONDAY_MS : 0;
  const first = Math.ceil((fromWallMs - offsetMs) / stepMs);
  const last = Math.floor((toWallMs - offsetMs) / stepMs);
  return Array.from({ length: last - first + 1 }, (_, index) => new Date((first + index) * stepMs + offsetMs));
}

const seconds = utcFormat('%H:%M:%S');
const minutes = utcFormat('%H:%M');
const day = utcFormat('%-d %b');
const month = utcFormat('%b %Y');

function labelOf(tick: Date, stepMs: number): string {
  if (stepMs < MINUTE_MS) return seconds(tick);
  if (stepMs > 27 * DAY_MS) return month(tick);
  const isMidnight = tick.getTime() % DAY_MS === 0;
  return isMidnight ? day(tick) : minutes(tick);
}
