import { clockTime } from '../../components/format/clock-time.ts';
import type { LiveLink } from './page.tsx';

/** The link state of a page drawn now: its stream, and the clock of the server until the page's own takes over. */
export function liveLink(clock: { readonly now: () => number; readonly timeZone: string }, href?: string): LiveLink {
  const nowMs = clock.now();
  return {
    ...(href !== undefined && { href }),
    iso: new Date(nowMs).toISOString(),
    time: clockTime(nowMs, clock.timeZone, 'seconds'),
  };
}
