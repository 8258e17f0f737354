import type { OtlpAttributes } from './otlp-attributes.ts';

type Fields = Readonly<Record<string, unknown>>;

/**
 * Values of OTLP's JSON (https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding): 64-bit numbers are texts or
 * numbers, times are nanoseconds. What is of another type than it should be counts as missing.
 */
export const otlpJson = { list, map, text, number, time, attributes };

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function map(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function number(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && value.trim() !== '' ? toNumber(value) : undefined;
}

/** Also `NaN`, `Infinity` and `-Infinity`, as JSON of protobuf writes them. */
function toNumber(value: string): number | undefined {
  const parsed = Number(value);
  return Number.isNaN(parsed) && value !== 'NaN' ? undefined : parsed;
}

/** Whole milliseconds; 0 when there is no time. */
function time(value: unknown): number {
  // The digits below the millisecond of a nanosecond time are more than a number holds; they are cut off as text.
  if (typeof value === 'string' && /^\d{1,20}$/.test(value)) return Number(value.slice(0, -6));
  return typeof value === 'number' ? Math.floor((value + 256) / 1e6) : 0;
}

function attributes(value: unknown): OtlpAttributes {
  return list(value).map(one => {
    const { key, value } = map(one);
    return [text(key), toText(plain(value, 0))] as const;
  });
}

/** How deep lists and maps within an attribute may lie. */
const MAX_DEPTH = 16;

/** An `AnyValue` without the names of its types. */
function plain(value: unknown, depth: number): unknown {
  const any = map(value);
  if (depth > MAX_DEPTH) return null;
  if (any.arrayValue !== undefined) return list(map(any.arrayValue).values).map(one => plain(one, depth + 1));
  if (any.kvlistValue !== undefined)
    return Object.fromEntries(
      list(map(any.kvlistValue).values).map(one => [text(map(one).key), plain(map(one).value, depth + 1)]),
    );
  return any.stringValue ?? any.boolValue ?? any.intValue ?? any.doubleValue ?? any.bytesValue ?? '';
}

function toText(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
