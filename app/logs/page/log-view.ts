import { LEVELS, type Level } from '../log-line.ts';
import { BUCKET_WIDTHS_S, type LinePlace, type LogQuery } from '../log-query.ts';

/** What a page, a text or a program asks to see of the logs: everything that is in the address. */
export interface LogView {
  readonly search: string;
  readonly fields: readonly (readonly [name: string, value: string])[];
  readonly stream: string | undefined;
  /** Empty: all of them. */
  readonly levels: readonly Level[];
  readonly range: LogRange;
  /** A piece of the past instead of a range up to now; ms since 1970. */
  readonly span: { readonly fromMs: number; readonly toMs: number } | undefined;
  /** The page of lines before this one. */
  readonly before: LinePlace | undefined;
  /** One line and what is around it. */
  readonly line: number | undefined;
  /** Lines at most; of one line, so many before and after it. */
  readonly limit: number;
}

export interface LogRange {
  readonly name: string;
  readonly spanMs: number;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

export const LOG_RANGES: readonly LogRange[] = [
  { name: '15m', spanMs: 15 * MINUTE_MS },
  { name: '1h', spanMs: HOUR_MS },
  { name: '6h', spanMs: 6 * HOUR_MS },
  { name: '24h', spanMs: 24 * HOUR_MS },
  { name: '7d', spanMs: 7 * 24 * HOUR_MS },
  { name: '30d', spanMs: 30 * 24 * HOUR_MS },
];

/** Lines that a page holds; its live tail lets the oldest go. */
export const PAGE_LINES = 200;
const MAX_LINES = 1000;
/** Of one line, before and after it. */
const AROUND_LINES = 10;
const MAX_AROUND_LINES = 200;
const MAX_SEARCH_CHARS = 500;
const MAX_FIELDS = 16;
/** Bars of a histogram at most. */
const MAX_BARS = 120;

/** Reads the address; what makes no sense is left out. */
export function parseLogView({ searchParams: query }: URL): LogView {
  const line = wholeNumber(query.get('line'));
  const limit = wholeNumber(query.get(line === undefined ? 'limit' : 'around'));
  const [fromMs, toMs] = [wholeNumber(query.get('from')), wholeNumber(query.get('to'))];
  const [, beforeMs, beforeSeq] = /^(\d{1,15})-(\d{1,15})$/.exec(query.get('before') ?? '') ?? [];
  const levels = LEVELS.filter(level => query.getAll('level').includes(level));
  return {
    line,
    search: (query.get('q') ?? '').trim().slice(0, MAX_SEARCH_CHARS),
    fields: query.getAll('field').slice(0, MAX_FIELDS).flatMap(toField),
    stream: query.get('stream') || undefined,
    levels: levels.length === LEVELS.length ? [] : levels,
    range: LOG_RANGES.find(({ name }) => name === query.get('range')) ?? LOG_RANGES[1]!,
    span: fromMs !== undefined && toMs !== undefined && fromMs < toMs ? { fromMs, toMs } : undefined,
    before: beforeMs === undefined ? undefined : { atMs: Number(beforeMs), seq: Number(beforeSeq) },
    limit:
      line === undefined ? Math.min(MAX_LINES, limit || PAGE_LINES) : Math.min(MAX_AROUND_LINES, limit ?? AROUND_LINES),
  };
}

/** The parameters that lead to a view; what is as usual is left out. */
export function toParameters(view: LogView, { withRange = true } = {}) {
  const { search, fields, stream, levels, range, span, before } = view;
  return {
    q: search || undefined,
    stream,
    level: [...levels],
    field: fields.map(([name, value]) => `${name}=${value}`),
    range: withRange && range.name !== '1h' ? range.name : undefined,
    from: span?.fromMs,
    to: span?.toMs,
    before: before && `${before.atMs}-${before.seq}`,
  };
}

/** Whether it moves: the newest lines up to now. */
export function isLive({ span, before, line }: LogView): boolean {
  return span === undefined && before === undefined && line === undefined;
}

/** The narrowest bars of which there are not too many. */
export function bucketSecondsOf({ range, span }: Pick<LogView, 'range' | 'span'>): number {
  const spanMs = span ? span.toMs - span.fromMs : range.spanMs;
  return BUCKET_WIDTHS_S.find(width => spanMs / 1000 / width <= MAX_BARS) ?? BUCKET_WIDTHS_S.at(-1)!;
}

export function toLogQuery(view: LogView, nowMs: number): LogQuery {
  const { search, fields, stream, levels, range, span, before, limit } = view;
  const bucketMs = bucketSecondsOf(view) * 1000;
  // A little into the future: clocks differ. The first bar is whole.
  const { fromMs, toMs } = span ?? {
    fromMs: Math.floor((nowMs - range.spanMs) / bucketMs) * bucketMs,
    toMs: nowMs + range.spanMs,
  };
  return { search, fields, stream, levels, fromMs, toMs, before, limit };
}

function toField(text: string): [string, string][] {
  const at = text.indexOf('=');
  return at > 0 ? [[text.slice(0, at), text.slice(at + 1)]] : [];
}

function wholeNumber(text: string | null): number | undefined {
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}
