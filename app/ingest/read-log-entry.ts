import type { Labels } from '../history/reading.ts';
import type { Level, LogLine } from '../logs/log-line.ts';
import { stripAnsi } from '../logs/strip-ansi.ts';
import { cutBytes, LogFields } from './log-fields.ts';
import { findLevel, ofSyslog, parseLevel } from './log-level.ts';
import { logLimits } from './log-limits.ts';
import { parseFieldTime, parseHeadTime } from './log-time.ts';
import { parseLogfmt, splitTrailingPairs } from './logfmt.ts';

/** What is known of an entry beside its text. */
export interface EntryContext {
  readonly stream: string;
  /** Labels of its sender; they win over fields of the same name. */
  readonly labels: Labels;
  /** When it arrived. */
  readonly nowMs: number;
  /** Its time, where the protocol says it. */
  readonly atMs?: number | undefined;
  readonly level?: Level | undefined;
}

/** Names under which programs write the three things that every line has; the first that is there counts. */
const TEXT_KEYS = ['msg', 'message', 'event', 'short_message', 'log', 'text', '@message'];
const TIME_KEYS = ['time', 'ts', 'timestamp', '@timestamp', 't', 'datetime', 'eventTime'];
const LEVEL_KEYS = ['level', 'severity', 'lvl', 'loglevel', 'log.level', 'severity_text', 'levelname', '@level'];
/** Which version of its own format a program writes. */
const EMPTY_KEYS = new Set(['v']);

/** The line that an entry is: time, level, text and fields as it is written, in JSON, logfmt or plain text. */
export function readLogEntry(raw: string, context: EntryContext): LogLine {
  const found = readJson(raw) ?? readLogfmt(raw) ?? readPlain(raw, context);
  const fields = new LogFields();
  fields.addAll(context.labels);
  // JSON can write halves of characters.
  const text = found.text.toWellFormed();
  const bytes = text.length * 3 > logLimits.textBytes ? Buffer.byteLength(text) : 0;
  if (bytes > logLimits.textBytes) fields.add('cut', `of ${bytes} bytes`);
  fields.addAll(found.fields);
  return {
    stream: context.stream,
    atMs: toArrived(context.atMs ?? found.atMs, context.nowMs),
    level: context.level ?? found.level ?? 'info',
    text: cutBytes(text, logLimits.textBytes),
    fields: fields.values,
  };
}

/** A clock that is ahead must not put lines before those that come later. */
export function toArrived(atMs: number | undefined, nowMs: number): number {
  return atMs === undefined || !Number.isFinite(atMs) || atMs < 0 || atMs > nowMs + logLimits.aheadMs
    ? nowMs
    : Math.floor(atMs);
}

interface FoundEntry {
  readonly atMs?: number | undefined;
  readonly level?: Level | undefined;
  readonly text: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

function readJson(raw: string): FoundEntry | undefined {
  const text = raw.trim();
  if (!text.startsWith('{') || !text.endsWith('}')) return undefined;
  const object = parseObject(text);
  return object && fromPairs(object, text);
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // It only looks like JSON: then it is plain text.
  }
}

function readLogfmt(raw: string): FoundEntry | undefined {
  const pairs = parseLogfmt(raw);
  return pairs && fromPairs(pairs, raw);
}

/** What has no message is shown as it came. */
function fromPairs(pairs: Readonly<Record<string, unknown>>, whole: string): FoundEntry {
  const take = <T>(keys: readonly string[], read: (value: unknown) => T | undefined) => {
    for (const key of keys) {
      const value = Object.hasOwn(pairs, key) ? read(pairs[key]) : undefined;
      if (value !== undefined) return { key, value };
    }
    return { key: undefined, value: undefined };
  };
  const text = take(TEXT_KEYS, value => (typeof value === 'string' && value.trim() !== '' ? value : undefined));
  const time = take(TIME_KEYS, parseFieldTime);
  const level = take(LEVEL_KEYS, parseLevel);
  const { err, error } = pairs as { err?: unknown; error?: unknown };
  const [own, nested] = [stackOf(pairs), stackOf(err) ?? stackOf(error)];
  const trace = nested ?? own;
  const used = new Set([text.key, time.key, level.key, own?.key]);
  const fields = Object.entries(pairs).filter(([name]) => !used.has(name) && !EMPTY_KEYS.has(name));
  return {
    atMs: time.value,
    level: level.value,
    text: text.value === undefined ? whole : trace === undefined ? text.value : `${text.value}\n${trace.stack}`,
    fields: Object.fromEntries(fields.map(withoutStack)),
  };
}

/** A stack trace is shown below the message, and not again among the fields. */
function stackOf(value: unknown): { readonly key: string | undefined; readonly stack: string } | undefined {
  if (value === null || typeof value !== 'object') return undefined;
  const { stack, stacktrace } = value as { stack?: unknown; stacktrace?: unknown };
  if (typeof stack === 'string' && stack.includes('\n')) return { key: 'stack', stack };
  return typeof stacktrace === 'string' && stacktrace.includes('\n')
    ? { key: 'stacktrace', stack: stacktrace }
    : undefined;
}

function withoutStack([name, value]: [string, unknown]): [string, unknown] {
  if (!/^err(?:or)?$/.test(name) || stackOf(value) === undefined) return [name, value];
  const { stack: _, stacktrace: __, ...rest } = value as Record<string, unknown>;
  return [name, rest];
}

/** <13> of syslog: the facility times eight and the severity. */
const SYSLOG_PRIORITY = /^<(\d{1,3})>(?:\d )?/;

function readPlain(raw: string, { nowMs }: EntryContext): FoundEntry {
  const priority = SYSLOG_PRIORITY.exec(raw);
  const behind = priority ? raw.slice(priority[0].length) : raw;
  const line = behind.trim() === '' ? raw : behind;
  const plain = stripAnsi(line);
  const time = parseHeadTime(plain, nowMs);
  // Colours before the time would be cut through; then the time stays where it is.
  const isClean = line.startsWith(plain.slice(0, time?.end ?? 0));
  const rest = time && isClean ? line.slice(time.end).replace(/^[\s:|-]+/, '') : line;
  const text = rest === '' ? line : rest;
  const level =
    (priority && ofSyslog(Number(priority[1]) % 8)) ??
    klogLevel(plain) ??
    findLevel(time ? plain.slice(time.end) : plain);
  const { head, pairs } = splitTrailingJson(text) ?? splitTrailingPairs(text);
  return {
    atMs: time?.atMs,
    level: level ?? undefined,
    text: head === '' ? text : head,
    fields: head === '' ? {} : pairs,
  };
}

/** `order paid {"order":1187}`, as winston and monolog write it. */
function splitTrailingJson(
  text: string,
): { readonly head: string; readonly pairs: Record<string, unknown> } | undefined {
  const at = text.indexOf(' {');
  const pairs = at > 0 && text.trimEnd().endsWith('}') ? parseObject(text.slice(at + 1)) : undefined;
  return pairs && { head: text.slice(0, at).trimEnd(), pairs };
}

const KLOG_LEVELS: Readonly<Record<string, Level>> = { I: 'info', W: 'warn', E: 'error', F: 'error' };

function klogLevel(text: string): Level | undefined {
  const match = /^([IWEF])\d{4} \d\d:\d\d:\d\d\.\d+ /.exec(text);
  return match ? KLOG_LEVELS[match[1]!] : undefined;
}
