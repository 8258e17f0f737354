import type { OtlpAttributes } from './otlp-attributes.ts';
import { ProtobufFault, type ProtobufReader, wire } from './protobuf-reader.ts';

/** Reads what all messages of OTLP in protobuf share. */
export const otlpProtobuf = { each, readKeyValue, readAttributes, readTime };

/** Messages of one body, those within others too: an object each, while an empty one takes two bytes. A body of readings has far fewer. */
const MAX_MESSAGES = 1_200_000;

/** Reads a message: `take` is asked for each of its fields, and gives false for one that it leaves out. */
function each(reader: ProtobufReader, take: () => boolean): void {
  const end = reader.enter();
  if (++reader.messages > MAX_MESSAGES)
    throw new ProtobufFault(`the body holds more than ${MAX_MESSAGES} messages within each other; send less at once.`);
  while (reader.next(end)) if (!take()) reader.skip();
  if (reader.at !== end) throw new ProtobufFault('a part of the body is longer than the whole. Send it again.');
}

/** The attributes of a message whose field 1 they are, as of a resource. */
function readAttributes(reader: ProtobufReader): OtlpAttributes {
  const attributes: (readonly [string, string])[] = [];
  each(reader, () => {
    const isOne = reader.is(1, wire.bytes);
    if (isOne) attributes.push(readKeyValue(reader));
    return isOne;
  });
  return attributes;
}

function readKeyValue(reader: ProtobufReader): readonly [key: string, value: string] {
  const [key, value] = readPair(reader, 0);
  return [key, typeof value === 'object' ? JSON.stringify(value) : String(value)];
}

/** Whole milliseconds of a time in nanoseconds, exactly. */
function readTime(reader: ProtobufReader): number {
  const [high, low] = reader.halves();
  return high * 4294 + Math.floor((high * 967_296 + low) / 1e6);
}

/** How deep lists and maps within an attribute may lie. */
const MAX_DEPTH = 16;

type Plain = string | number | boolean | null | readonly Plain[] | { readonly [name: string]: Plain };

function readPair(reader: ProtobufReader, depth: number): [key: string, value: Plain] {
  let [key, value]: [string, Plain] = ['', ''];
  each(reader, () => {
    if (reader.is(1, wire.bytes)) key = reader.text();
    else if (reader.is(2, wire.bytes)) value = readAny(reader, depth);
    else return false;
    return true;
  });
  return [key, value];
}

function readAny(reader: ProtobufReader, depth: number): Plain {
  if (depth > MAX_DEPTH) throw new ProtobufFault(`an attribute is nested more than ${MAX_DEPTH} deep; flatten it.`);
  let value: Plain = '';
  each(reader, () => {
    if (reader.is(1, wire.bytes)) value = reader.text();
    else if (reader.is(2, wire.varint)) value = reader.varint() !== 0;
    else if (reader.is(3, wire.varint)) value = reader.int();
    else if (reader.is(4, wire.fixed64)) value = reader.double();
    else if (reader.is(5, wire.bytes)) value = readList(reader, depth);
    else if (reader.is(6, wire.bytes)) value = readMap(reader, depth);
    else if (reader.is(7, wire.bytes)) value = readBytes(reader);
    else return false;
    return true;
  });
  return value;
}

function readList(reader: ProtobufReader, depth: number): Plain {
  const values: Plain[] = [];
  each(reader, () => {
    const isOne = reader.is(1, wire.bytes);
    if (isOne) values.push(readAny(reader, depth + 1));
    return isOne;
  });
  return values;
}

function readMap(reader: ProtobufReader, depth: number): Plain {
  const pairs: [string, Plain][] = [];
  each(reader, () => {
    const isOne = reader.is(1, wire.bytes);
    if (isOne) pairs.push(readPair(reader, depth + 1));
    return isOne;
  });
  return Object.fromEntries(pairs);
}

function readBytes(reader: ProtobufReader): string {
  const end = reader.enter();
  const text = reader.bytes.toString('base64', reader.at, end);
  reader.at = end;
  return text;
}
