import { utcFormat } from 'd3-time-format';
import type { ZoneClock } from '../../../components/format/zone-clock.ts';

const day = utcFormat('%-d %b');
const dayOfYear = utcFormat('%-d %b %Y');
const minutes = utcFormat('%H:%M');
const seconds = utcFormat('%H:%M:%S');

/** `28 Nov 13:00 – 14:30`, with the second day where it is another one, the year where it is not this, and seconds where they count. */
export function sayStretch(fromMs: number, toMs: number, clock: ZoneClock, nowMs: number): string {
  const [from, to, now] = [fromMs, toMs, nowMs].map(atMs => new Date(clock.toWall(atMs))) as [Date, Date, Date];
  const isThisYear = [from, to].every(date => date.getUTCFullYear() === now.getUTCFullYear());
  const sayDay = isThisYear ? day : dayOfYear;
  const sayTime = fromMs % 60_000 === 0 && toMs % 60_000 === 0 ? minutes : seconds;
  const end = sayDay(from) === sayDay(to) ? sayTime(to) : `${sayDay(to)} ${sayTime(to)}`;
  return `${sayDay(from)} ${sayTime(from)} – ${end}`;
}
