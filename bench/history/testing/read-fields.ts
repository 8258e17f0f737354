import { readVarint } from './read-varint.ts';

export interface ProtobufField {
  readonly field: number;
  /** The bytes of a message or text; a double; or a varint. */
  readonly value: Buffer | number;
}

/** The fields of a protobuf message, in their order. */
export function readFields(message: Buffer): ProtobufField[] {
  const fields: ProtobufField[] = [];
  for (let at = 0; at < message.length; ) {
    const tag = readVarint(message, at);
    const { value, end } = readValue(message, tag.end, tag.value % 8);
    fields.push({ field: Math.floor(tag.value / 8), value });
    at = end;
  }
  return fields;
}

function readValue(message: Buffer, at: number, wireType: number): { value: Buffer | number; end: number } {
  if (wireType === 0) return readVarint(message, at);
  if (wireType === 1) return { value: message.readDoubleLE(at), end: at + 8 };
  if (wireType !== 2) throw new Error(`Wire type ${wireType} is not used here.`);
  const { value: length, end } = readVarint(message, at);
  if (end + length > message.length) throw new Error('The field is cut off.');
  return { value: message.subarray(end, end + length), end: end + length };
}
