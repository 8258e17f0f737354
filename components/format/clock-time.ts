const formats = new Map<string, Intl.DateTimeFormat>();

/** `14:03:22`, or `14:03` for whole minutes' use, in the time zone of that IANA name. */
export function clockTime(atMs: number, timeZone: string, precision: 'seconds' | 'minutes' = 'minutes'): string {
  return formatFor(timeZone, precision).format(atMs);
}

/** Making a format costs more than a hundred uses of it. There are as many as time zones in use. */
function formatFor(timeZone: string, precision: 'seconds' | 'minutes'): Intl.DateTimeFormat {
  const key = `${precision} ${timeZone}`;
  const known = formats.get(key);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    ...(precision === 'seconds' && { second: '2-digit' }),
  });
  formats.set(key, format);
  return format;
}
