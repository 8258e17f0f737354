import { isInRange, parseTime, parseTimeNumber } from './time.ts';

/** A time at the head of a line, and where the rest begins. */
export interface HeadTime {
  readonly atMs: number;
  readonly end: number;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const CLOCK = '(?<hour>\\d\\d):(?<minute>\\d\\d):(?<second>\\d\\d)(?:[.,](?<fraction>\\d{1,9}))?';
const ZONE = '(?:\\s?(?<zone>Z|UTC|GMT|[+-]\\d\\d:?\\d\\d))?';
const MONTH = '(?<name>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)';

/** In brackets or not, each only where nothing else of the word follows. */
const FORMS: readonly RegExp[] = [
  // 2026-11-22T14:03:22.123+01:00, 2026-11-22 14:03:22,123, 2026/11/22 14:03:22
  `(?<year>\\d{4})[-/](?<month>\\d\\d)[-/](?<day>\\d\\d)[T ]${CLOCK}${ZONE}`,
  // Nov 22 14:03:22, of syslog, which has no year; also Sun Nov 22 14:03:22.123 2026
  `(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) )?${MONTH}\\s{1,2}(?<day>\\d{1,2})\\s${CLOCK}(?:\\s(?<year>\\d{4}))?`,
  // 22/Nov/2026:14:03:22 +0100, of web servers
  `(?<day>\\d\\d)/${MONTH}/(?<year>\\d{4}):${CLOCK}${ZONE}`,
  // 22 Nov 2026 14:03:22.123
  `(?<day>\\d{1,2}) ${MONTH} (?<year>\\d{4})[ ,]+${CLOCK}${ZONE}`,
].map(form => new RegExp(`^\\[?${form}\\]?(?![\\w])`, 'i'));

/** I1122 14:03:22.123456, of klog; the letter is its level. */
const KLOG = new RegExp(`^[IWEF](?<month>\\d\\d)(?<day>\\d\\d) ${CLOCK}`);
/** 1732284202, 1732284202.123, 1732284202123: seconds or milliseconds, of which a year has many. */
const EPOCH = /^\[?(1\d{9}(?:\.\d{1,9})?|1\d{12})\]?(?=\s)/;
/** 10.0.0.1 - - [22/Nov/2026:14:03:22 +0100] "GET / ..." */
const WEB_LOG = new RegExp(`^\\S+ \\S+ \\S+ \\[(?<day>\\d\\d)/${MONTH}/(?<year>\\d{4}):${CLOCK}${ZONE}\\]`, 'i');

/** The time at the head of a line of plain text. `nowMs` tells the year and the zone where they are not written. */
export function parseHeadTime(text: string, nowMs: number): HeadTime | undefined {
  const first = text.charCodeAt(0);
  if (first === 0x20 || first === 0x09) return undefined;
  for (const form of FORMS) {
    const found = toTime(form.exec(text), nowMs);
    if (found) return found;
  }
  const epoch = EPOCH.exec(text);
  const number = epoch && parseTimeNumber(Number(epoch[1]));
  if (number?.ok) return { atMs: number.value, end: epoch![0].length };
  // What these carry beside the time is told by the line as a whole.
  const whole = toTime(KLOG.exec(text) ?? WEB_LOG.exec(text), nowMs);
  return whole && { ...whole, end: 0 };
}

/** A time that a field holds: text, seconds, milliseconds, or finer. */
export function parseFieldTime(value: unknown): number | undefined {
  const time =
    typeof value === 'number' ? parseTimeNumber(value) : typeof value === 'string' ? parseTime(value) : undefined;
  return time?.ok ? time.value : undefined;
}

function toTime(match: RegExpExecArray | null, nowMs: number): HeadTime | undefined {
  if (!match) return undefined;
  const { year, month, name, day, hour, minute, second, fraction = '', zone } = match.groups!;
  const monthIndex = name === undefined ? Number(month) - 1 : MONTHS.indexOf(name.toLowerCase());
  const parts = [monthIndex, Number(day), Number(hour), Number(minute), Number(second)] as const;
  const ms = Number(fraction.slice(0, 3).padEnd(3, '0'));
  const at = (years: number, isLocal: boolean) =>
    isLocal ? new Date(years, ...parts, ms).getTime() : Date.UTC(years, ...parts, ms);
  if (monthIndex > 11 || parts[1] > 31 || parts[2] > 23 || parts[3] > 59 || parts[4] > 60) return undefined;
  const thisYear = new Date(nowMs).getUTCFullYear();
  const years = year === undefined ? [thisYear - 1, thisYear, thisYear + 1] : [Number(year)];
  const candidates =
    zone === undefined
      ? years.flatMap(one => [at(one, false), at(one, true)])
      : years.map(one => at(one, false) - zoneMs(zone));
  const atMs = candidates.reduce((a, b) => (Math.abs(b - nowMs) < Math.abs(a - nowMs) ? b : a));
  return isInRange(atMs) ? { atMs, end: match[0].length } : undefined;
}

function zoneMs(zone: string): number {
  const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)$/.exec(zone) ?? [];
  if (sign === undefined) return 0;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}
