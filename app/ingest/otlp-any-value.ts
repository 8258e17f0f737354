import type { PbfReader } from 'pbf';

/** A value of OTLP as plain data. */
export type AnyValue = string | number | boolean | null | readonly AnyValue[] | { readonly [name: string]: AnyValue };

export type KeyValues = Record<string, AnyValue>;

/** Values may hold values; deeper ones are left out. */
const MAX_DEPTH = 16;

/** `{"stringValue": "x"}`, `{"intValue": "7"}`, `{"kvlistValue": {"values": [...]}}` ... */
export function anyValueOfJson(json: unknown, depth = 0): AnyValue {
  if (json === null || typeof json !== 'object' || depth > MAX_DEPTH) return null;
  const value = json as Record<string, unknown>;
  if (typeof value.stringValue === 'string') return value.stringValue;
  if (typeof value.boolValue === 'boolean') return value.boolValue;
  if (value.intValue !== undefined) return toWhole(String(value.intValue));
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

export function readAnyValue(reader: PbfReader, depth = 0): AnyValue {
  return reader.readMessage(
    (tag, into, message) => {
      if (tag === 1) into.value = message.readString();
      else if (tag === 2) into.value = message.readBoolean();
      else if (tag === 3) into.value = message.readVarint(true);
      else if (tag === 4) into.value = toDouble(message.readDouble());
      else if (tag === 7) into.value = Buffer.from(message.readBytes()).toString('base64');
      else if (depth < MAX_DEPTH && tag === 5) into.value = readList(message, depth + 1);
      else if (depth < MAX_DEPTH && tag === 6) into.value = readKeyValues(message, depth + 1);
    },
    { value: null as AnyValue },
  ).value;
}

/** One `KeyValue` of a repeated field; the first of a name counts. */
export function readKeyValue(reader: PbfReader, into: KeyValues, depth = 0): void {
  const { key, value } = reader.readMessage(
    (tag, pair, message) => {
      if (tag === 1) pair.key = message.readString();
      else if (tag === 2) pair.value = readAnyValue(message, depth);
    },
    { key: '', value: null as AnyValue },
  );
  into[key] ??= value;
}

function readList(reader: PbfReader, depth: number): AnyValue[] {
  return reader.readMessage<AnyValue[]>((tag, list, message) => {
    if (tag === 1) list.push(readAnyValue(message, depth));
  }, []);
}

function readKeyValues(reader: PbfReader, depth: number): KeyValues {
  return reader.readMessage((tag, pairs, message) => {
    if (tag === 1) readKeyValue(message, pairs, depth);
  }, Object.create(null) as KeyValues);
}

/** Whole numbers of 64 bits are text in JSON, and stay so where a number cannot hold them. */
function toWhole(text: string): AnyValue {
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : text;
}

/** `NaN` and the infinities are text in JSON. */
function toDouble(value: unknown): AnyValue {
  return typeof value === 'number' && Number.isFinite(value) ? value : String(value);
}

function listOf(json: unknown): readonly unknown[] {
  const { values } = (json ?? {}) as { values?: unknown };
  return Array.isArray(values) ? values : [];
}
