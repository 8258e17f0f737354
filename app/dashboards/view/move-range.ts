import type { Range } from '../range.ts';
import { writeSpan } from './parse-span.ts';

/** A range as an address has it. */
type RangeQuery = Readonly<Record<string, string>>;

/** No wider than this. */
const MAX_SPAN_MS = 5 * 365 * 86_400_000;

/** The time just before, as long. */
export function earlier(range: Range, nowMs: number): RangeQuery {
  const fromMs = startOf(range, nowMs);
  return stretch(fromMs - range.spanMs, fromMs);
}

/** The time just after, as long; where it would reach now, the range that ends there. Undefined: this one does. */
export function later(range: Range, nowMs: number): RangeQuery | undefined {
  if (!range.end) return undefined;
  const toMs = startOf(range, nowMs) + range.spanMs;
  return toMs + range.spanMs >= nowMs ? toNow(range.spanMs) : stretch(toMs, toMs + range.spanMs);
}

/** Twice as long, around the same middle. Undefined: longer than a range may be. */
export function wider(range: Range, nowMs: number): RangeQuery | undefined {
  const spanMs = 2 * range.spanMs;
  if (spanMs > MAX_SPAN_MS) return undefined;
  const fromMs = startOf(range, nowMs) - range.spanMs / 2;
  return !range.end || fromMs + spanMs >= nowMs ? toNow(spanMs) : stretch(fromMs, fromMs + spanMs);
}

/** As long, and up to now. */
export function toNow(spanMs: number): RangeQuery {
  return { range: writeSpan(Math.max(1000, Math.ceil(spanMs / 1000) * 1000)) };
}

function stretch(fromMs: number, toMs: number): RangeQuery {
  return { from: String(Math.max(0, Math.round(fromMs))), to: String(Math.max(1000, Math.round(toMs))) };
}

/** Of a range that moves, to the second. */
export function startOf({ spanMs, end }: Range, nowMs: number): number {
  if (end && 'atMs' in end) return end.atMs - spanMs;
  return Math.floor((nowMs - (end?.agoMs ?? 0)) / 1000) * 1000 - spanMs;
}
