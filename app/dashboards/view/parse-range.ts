import { createZoneClock } from '../../../components/format/zone-clock.ts';
import { DEFAULT_RANGE, RANGES, type Range } from '../range.ts';
import { chooseStep } from './choose-step.ts';
import { type Moment, parseMoment } from './parse-moment.ts';
import { parseSpan, saySpan, writeSpan } from './parse-span.ts';
import { sayStretch } from './say-stretch.ts';

const MIN_SPAN_MS = 1000;
const MAX_SPAN_MS = 5 * 365 * 86_400_000;

export interface RangeContext {
  readonly nowMs: number;
  /** IANA name. */
  readonly timeZone: string;
}

/** The range of an address: `range=6h`, `from=now-3h`, `from=...&to=...`. `problem` says as a sentence why it is none. */
export function parseRange(query: URLSearchParams, context: RangeContext): Range | { readonly problem: string } {
  const given = (name: string) => query.get(name)?.trim() || undefined;
  const [short, from, to] = [given('range'), given('from'), given('to')];
  if (from === undefined && to !== undefined)
    return { problem: `The range ends at "${to}" and begins nowhere: give from as well, such as from=now-6h.` };
  if (from !== undefined) return between(from, to ?? 'now', context);
  if (short === undefined) return DEFAULT_RANGE;
  const spanMs = parseSpan(short);
  if (spanMs === undefined)
    return { problem: `"${short}" is not a length of time: write a number and s, m, h, d, w or y, such as 90m.` };
  return tooLong(spanMs) ?? rolling(spanMs, 0);
}

function between(from: string, to: string, context: RangeContext): Range | { problem: string } {
  const [start, end] = [parseMoment(from, context.timeZone), parseMoment(to, context.timeZone)];
  if (!start) return unreadable(from);
  if (!end) return unreadable(to);
  if ('agoMs' in start && 'agoMs' in end) {
    if (start.agoMs <= end.agoMs) return backwards(from, to);
    const spanMs = start.agoMs - end.agoMs;
    return tooLong(spanMs) ?? rolling(spanMs, end.agoMs);
  }
  const [fromMs, toMs] = [atOf(start, context), atOf(end, context)];
  if (fromMs >= toMs) return backwards(from, to);
  if (fromMs >= context.nowMs)
    return { problem: `The range begins in the future, at "${from}": nothing is there yet.` };
  return tooLong(toMs - fromMs) ?? fixed(fromMs, toMs, context);
}

function unreadable(text: string) {
  const ways = 'now, now-6h, 2026-11-28T14:00 or milliseconds since 1970';
  return { problem: `"${text.slice(0, 60)}" is not a moment: write ${ways}.` };
}

function backwards(from: string, to: string) {
  return { problem: `The range begins at "${from}" and ends at "${to}", which is not after it: exchange the two.` };
}

function tooLong(spanMs: number): { problem: string } | undefined {
  if (spanMs < MIN_SPAN_MS) return { problem: `A range is at least 1 second long; this one has ${spanMs} ms.` };
  if (spanMs <= MAX_SPAN_MS) return undefined;
  return { problem: `A range is at most 5 years long; this one has ${Math.ceil(spanMs / 86_400_000)} days.` };
}

/** Half an hour that ends now, and one that ended so long ago, move on with the clock. */
function rolling(spanMs: number, agoMs: number): Range {
  const known = agoMs === 0 && RANGES.find(range => range.spanMs === spanMs);
  if (known) return known;
  const stepMs = chooseStep(spanMs, true);
  if (agoMs === 0) return { name: writeSpan(spanMs), title: `Last ${sayLast(spanMs)}`, spanMs, stepMs };
  const name = `now-${writeSpan(spanMs + agoMs)}..now-${writeSpan(agoMs)}`;
  const title = `From ${saySpan(spanMs + agoMs)} to ${saySpan(agoMs)} ago`;
  return { name, title, spanMs, stepMs, end: { agoMs } };
}

/** `minute` rather than `1 minute`. */
function sayLast(spanMs: number): string {
  return saySpan(spanMs).replace(/^1 /, '');
}

function fixed(fromMs: number, toMs: number, { timeZone, nowMs }: RangeContext): Range {
  const spanMs = toMs - fromMs;
  const title = sayStretch(fromMs, toMs, createZoneClock(timeZone), nowMs);
  return { name: `${fromMs}..${toMs}`, title, spanMs, stepMs: chooseStep(spanMs, false), end: { atMs: toMs } };
}

function atOf(moment: Moment, { nowMs }: RangeContext): number {
  // To the second, so that all who look in it look at the same.
  return 'atMs' in moment ? moment.atMs : Math.floor((nowMs - moment.agoMs) / 1000) * 1000;
}
