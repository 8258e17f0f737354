import { clockTime } from './clock-time.ts';

/** `14:03:22.551`, in the time zone of that IANA name. */
export function preciseClock(atMs: number, timeZone: string): string {
  const ms = String(((atMs % 1000) + 1000) % 1000).padStart(3, '0');
  return `${clockTime(atMs, timeZone, 'seconds')}.${ms}`;
}
