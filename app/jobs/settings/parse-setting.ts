import { Cron } from 'croner';
import { jobLimits, settableTimes } from '../runs/job-limits.ts';
import type { JobSetting, Schedule } from '../runs/job-setting.ts';
import { parseTimeSpan, writeTimeSpan } from './parse-time-span.ts';

/** The fields of the form, as they were typed. */
export const FIELDS = ['schedule', 'every', 'cron', 'timeZone', 'lateAfter', 'lostAfter', 'description'] as const;
export type Field = (typeof FIELDS)[number];
export type Typed = Readonly<Record<Field, string>>;

/** What was wrong with each field, and what would be right. */
export type Faults = Readonly<Partial<Record<Field, string>>>;

export type ParsedSetting = { readonly setting: JobSetting } | { readonly faults: Faults };

/** What somebody typed, as a setting; `now` is a moment at which a cron line must have a future. */
export function parseSetting(typed: Typed, isPaused: boolean, nowMs: number): ParsedSetting {
  const faults: Partial<Record<Field, string>> = {};
  const schedule = parseSchedule(typed, nowMs, faults);
  const lateAfterMs = parseAfter(typed, 'lateAfter', faults);
  const lostAfterMs = parseAfter(typed, 'lostAfter', faults);
  const description = typed.description.replace(/\s+/g, ' ').trim();
  if (description.length > jobLimits.descriptionChars)
    faults.description = `At most ${jobLimits.descriptionChars} characters; shorten it.`;
  if (Object.keys(faults).length > 0 || !schedule) return { faults };
  return {
    setting: {
      ...{ schedule, isPaused, description },
      ...(lateAfterMs !== undefined && { lateAfterMs }),
      ...(lostAfterMs !== undefined && { lostAfterMs }),
    },
  };
}

function parseSchedule(typed: Typed, nowMs: number, faults: Partial<Record<Field, string>>): Schedule | undefined {
  switch (typed.schedule) {
    case 'learned':
    case 'none':
      return { kind: typed.schedule };
    case 'every': {
      const everyMs = parseTimeSpan(typed.every);
      const fault = spanFault(everyMs, settableTimes.every, '1 h or 1 d 12 h');
      if (fault) faults.every = fault;
      return { kind: 'every', everyMs: everyMs ?? 0 };
    }
    case 'cron':
      return parseCron(typed, nowMs, faults);
    default:
      faults.schedule = 'Choose one of the four.';
      return undefined;
  }
}

function parseCron({ cron, timeZone }: Typed, nowMs: number, faults: Partial<Record<Field, string>>): Schedule {
  const schedule = { kind: 'cron', pattern: cron.trim().replace(/\s+/g, ' '), timeZone: timeZone.trim() } as const;
  if (!isTimeZone(schedule.timeZone))
    faults.timeZone = `“${schedule.timeZone.slice(0, 60)}” is no time zone; write it as in Europe/Berlin or UTC.`;
  const fault = cronFault(schedule.pattern, nowMs);
  if (fault) faults.cron = fault;
  return schedule;
}

function cronFault(pattern: string, nowMs: number): string | undefined {
  try {
    const cron = new Cron(pattern, { mode: '5-part', paused: true });
    return cron.nextRun(new Date(nowMs)) ? undefined : `${pattern} never comes: look at the day and the month.`;
  } catch (error) {
    // The library throws for what it cannot read, and says what.
    const why = (error as Error).message.replace(/^CronPattern: /, '').slice(0, 200);
    return `This is no cron line (${why}). Write minute, hour, day, month and weekday, as in 0 3 * * *.`;
  }
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return name !== '';
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** Empty: not set. */
function parseAfter(typed: Typed, field: 'lateAfter' | 'lostAfter', faults: Partial<Record<Field, string>>) {
  if (typed[field].trim() === '') return undefined;
  const ms = parseTimeSpan(typed[field]);
  const fault = spanFault(ms, settableTimes.after, '10 min or 1 h 30 min');
  if (fault) faults[field] = fault;
  return ms;
}

function spanFault(ms: number | undefined, { minMs, maxMs }: { minMs: number; maxMs: number }, example: string) {
  if (ms === undefined) return `This is no time; write it with its unit, as in ${example}.`;
  if (ms < minMs) return `At least ${writeTimeSpan(minMs)}.`;
  return ms > maxMs ? `At most ${writeTimeSpan(maxMs)}.` : undefined;
}
