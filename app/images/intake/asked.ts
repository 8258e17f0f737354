import type { Labels } from '../../history/reading.ts';
import { type Checked, invalid, valid } from '../../ingest/checked.ts';
import { addLabel, parseLabelName } from '../../ingest/labels.ts';
import { parseTime } from '../../ingest/time.ts';

/** What the address says of a picture. */
export interface Asked {
  /** Undefined: now. */
  readonly atMs: number | undefined;
  readonly labels: Labels;
}

export interface TimeLimits {
  readonly nowMs: number;
  readonly maxAgeMs: number;
}

/** A picture from ahead of now would hide all that come until then; clocks differ by less. */
const MAX_AHEAD_MS = 5 * 60_000;
const DAY_MS = 24 * 60 * 60_000;

/** Query parameters that are no labels: time and token. */
const RESERVED = ['t', 'k'];

/** As for readings: `t=` is the time, every other parameter but the token a label. */
export function parseAsked(query: URLSearchParams, limits: TimeLimits): Checked<Asked> {
  const repeated = RESERVED.find(name => query.getAll(name).length > 1);
  if (repeated !== undefined) return invalid(`${repeated}= is given twice; keep one.`);
  const time = query.get('t');
  const atMs = time === null ? valid(undefined) : parseKeptTime(time, limits);
  if (!atMs.ok) return atMs;
  const labels: Record<string, string> = {};
  for (const [key, value] of query) {
    if (RESERVED.includes(key)) continue;
    const name = parseLabelName(key);
    if (!name.ok) return name;
    const reason = addLabel(labels, name.value, value);
    if (reason !== undefined) return invalid(reason);
  }
  return valid({ atMs: atMs.value, labels });
}

function parseKeptTime(text: string, { nowMs, maxAgeMs }: TimeLimits): Checked<number> {
  const time = parseTime(text);
  if (!time.ok) return time;
  const iso = new Date(time.value).toISOString();
  if (time.value < nowMs - maxAgeMs)
    return invalid(`the time ${iso} is too long ago: pictures are kept for ${Math.round(maxAgeMs / DAY_MS)} days.`);
  if (time.value > nowMs + MAX_AHEAD_MS)
    return invalid(`the time ${iso} lies ahead; set the clock of the sender, or leave t= out.`);
  return time;
}
