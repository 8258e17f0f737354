export type ClockPrecision = 'seconds' | 'minutes' | 'day';

const formats = new Map<string, Intl.DateTimeFormat>();

const hourAndMinute = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;

const parts: Readonly<Record<ClockPrecision, Intl.DateTimeFormatOptions>> = {
  seconds: { ...hourAndMinute, second: '2-digit' },
  minutes: hourAndMinute,
  day: { day: 'numeric', month: 'short' },
};

/** `14:03:22`, `14:03` for whole minutes' use, or `28 Nov`, in the time zone of that IANA name. */
export function clockTime(atMs: number, timeZone: string, precision: ClockPrecision = 'minutes'): string {
  return formatFor(timeZone, precision).format(atMs);
}

/** Making a format costs more than a hundred uses of it. There are as many as time zones in use. */
function formatFor(timeZone: string, precision: ClockPrecision): Intl.DateTimeFormat {
  const key = `${precision} ${timeZone}`;
  const known = formats.get(key);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-GB', { timeZone, ...parts[precision] });
  formats.set(key, format);
  return format;
}
