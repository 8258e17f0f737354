/** A value of OTLP as plain data. */
export type AnyValue = string | number | boolean | null | readonly AnyValue[] | { readonly [name: string]: AnyValue };

export type KeyValues = Record<string, AnyValue>;

/** Values may hold values; deeper ones are left out. */
export const MAX_VALUE_DEPTH = 16;

/** `{"stringValue": "x"}`, `{"intValue": "7"}`, `{"kvlistValue": {"values": [...]}}` ... */
export function anyValueOfJson(json: unknown, depth = 0): AnyValue {
  if (json === null || typeof json !== 'object' || depth > MAX_VALUE_DEPTH) return null;
  const value = json as Record<string, unknown>;
  if (typeof value.stringValue === 'string') return value.stringValue;
  if (typeof value.boolValue === 'boolean') return value.boolValue;
  if (value.intValue !== undefined) return toWhole(value.intValue);
  if (value.doubleValue !== undefined) return toDouble(value.doubleValue);
  if (typeof value.bytesValue === 'string') return value.bytesValue;
  if (value.arrayValue !== undefined) return listOf(value.arrayValue).map(each => anyValueOfJson(each, depth + 1));
  return value.kvlistValue === undefined ? null : keyValuesOfJson(listOf(value.kvlistValue), depth + 1);
}

/** `[{"key": "a", "value": {...}}]`; the first of a name counts. */
export function keyValuesOfJson(json: unknown, depth = 0): KeyValues {
  const pairs: KeyValues = Object.create(null);
  for (const each of Array.isArray(json) ? json : []) {
    const { key, value } = (each ?? {}) as { key?: unknown; value?: unknown };
    if (typeof key === 'string') pairs[key] ??= anyValueOfJson(value, depth);
  }
  return pairs;
}

/** Whole numbers of 64 bits are text in JSON, and stay so where a number cannot hold them. */
function toWhole(value: unknown): AnyValue {
  const number = Number(typeof value === 'string' ? value : Number.NaN);
  return Number.isSafeInteger(number) ? number : numberOrText(value);
}

/** `NaN` and the infinities are text in JSON. */
function toDouble(value: unknown): AnyValue {
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : numberOrText(value);
}

/** Of another type it is none. */
function numberOrText(value: unknown): AnyValue {
  return typeof value === 'number' || typeof value === 'string' ? value : null;
}

function listOf(json: unknown): readonly unknown[] {
  const { values } = (json ?? {}) as { values?: unknown };
  return Array.isArray(values) ? values : [];
}
