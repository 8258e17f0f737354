import { anyValueOfJson } from './otlp-any-value.ts';
import { type OtlpAttributes, toAttribute } from './otlp-attributes.ts';

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
    return [text(key), toAttribute(anyValueOfJson(value))] as const;
  });
}
