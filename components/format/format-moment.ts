const formats = new Map<string, Intl.DateTimeFormat>();

const LOOK = {
  day: { day: 'numeric', month: 'short', year: 'numeric' },
  clock: { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
} as const;

/** The furthest moment that a calendar knows, in milliseconds from 1970. */
const FURTHEST_MS = 8.64e15;

/**
 * A value that is a moment, as its day and its time in the time zone of that IANA name: `28 Nov 2026` and `14:03:22`. Without a zone in
 * UTC, which the time then says. Undefined beyond all calendars.
 */
export function formatMoment(atMs: number, timeZone?: string): { day: string; clock: string } | undefined {
  if (!(Math.abs(atMs) <= FURTHEST_MS)) return undefined;
  const zone = timeZone ?? 'UTC';
  const clock = formatFor(zone, 'clock').format(atMs);
  return { day: formatFor(zone, 'day').format(atMs), clock: timeZone === undefined ? `${clock}\u00a0UTC` : clock };
}

/** Making a format costs more than a hundred uses of it. There are as many as time zones in use. */
function formatFor(timeZone: string, part: keyof typeof LOOK): Intl.DateTimeFormat {
  const key = `${part} ${timeZone}`;
  const known = formats.get(key);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-GB', { timeZone, ...LOOK[part] });
  formats.set(key, format);
  return format;
}
