import { type AnyValue, type KeyValues, MAX_VALUE_DEPTH } from './otlp-any-value.ts';
import { type OtlpAttributes, toAttribute } from './otlp-attributes.ts';
import { type ProtobufReader, wire } from './protobuf/protobuf-reader.ts';

/** Reads what all messages of OTLP in protobuf share. */
export const otlpProtobuf = { readAnyValue, readKeyValue, readAttribute, readAttributes, readTime };

/** A value as plain data; null: there is none, or it lies too deep. */
function readAnyValue(reader: ProtobufReader, depth = 0): AnyValue {
  let value: AnyValue = null;
  reader.message(() => {
    if (reader.is(1, wire.bytes)) value = reader.text();
    else if (reader.is(2, wire.varint)) value = reader.varint() !== 0;
    else if (reader.is(3, wire.varint)) value = reader.int();
    else if (reader.is(4, wire.fixed64)) value = readDouble(reader);
    else if (reader.is(7, wire.bytes)) value = reader.text('base64');
    else if (depth >= MAX_VALUE_DEPTH) return false;
    else if (reader.is(5, wire.bytes)) value = readList(reader, depth + 1);
    else if (reader.is(6, wire.bytes)) value = readMap(reader, depth + 1);
    else return false;
    return true;
  });
  return value;
}

/** One of a repeated field. */
function readKeyValue(reader: ProtobufReader, depth = 0): readonly [key: string, value: AnyValue] {
  let [key, value]: [string, AnyValue] = ['', null];
  reader.message(() => {
    if (reader.is(1, wire.bytes)) key = reader.text();
    else if (reader.is(2, wire.bytes)) value = readAnyValue(reader, depth);
    else return false;
    return true;
  });
  return [key, value];
}

/** One of a repeated field, its value as text. */
function readAttribute(reader: ProtobufReader): readonly [key: string, value: string] {
  const [key, value] = readKeyValue(reader);
  return [key, toAttribute(value)];
}

/** The attributes of a message whose field 1 they are, as of a resource. */
function readAttributes(reader: ProtobufReader): OtlpAttributes {
  const attributes: (readonly [string, string])[] = [];
  reader.message(() => {
    const isOne = reader.is(1, wire.bytes);
    if (isOne) attributes.push(readAttribute(reader));
    return isOne;
  });
  return attributes;
}

/** Whole milliseconds of a time in nanoseconds, exactly. */
function readTime(reader: ProtobufReader): number {
  const [high, low] = reader.halves();
  return high * 4294 + Math.floor((high * 967_296 + low) / 1e6);
}

/** `NaN` and the infinities as words: JSON has no numbers for them. */
function readDouble(reader: ProtobufReader): AnyValue {
  const value = reader.double();
  return Number.isFinite(value) ? value : String(value);
}

function readList(reader: ProtobufReader, depth: number): AnyValue {
  const values: AnyValue[] = [];
  reader.message(() => {
    const isOne = reader.is(1, wire.bytes);
    if (isOne) values.push(readAnyValue(reader, depth));
    return isOne;
  });
  return values;
}

/** The first of a name counts. */
function readMap(reader: ProtobufReader, depth: number): AnyValue {
  const values: KeyValues = Object.create(null);
  reader.message(() => {
    const isOne = reader.is(1, wire.bytes);
    if (isOne) {
      const [key, value] = readKeyValue(reader, depth);
      values[key] ??= value;
    }
    return isOne;
  });
  return values;
}
