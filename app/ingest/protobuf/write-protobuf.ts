/** A small protobuf message: fields with whole numbers, texts or messages in them. What is 0 or empty is left out. */
export function writeProtobuf(
  fields: readonly (readonly [field: number, value: number | string | Uint8Array])[],
): Buffer<ArrayBuffer> {
  const parts = fields.flatMap(([field, value]) => {
    if (typeof value === 'number') return value > 0 ? [Buffer.of(field * 8, ...varint(value))] : [];
    const content = typeof value === 'string' ? Buffer.from(value.toWellFormed()) : value;
    return content.length > 0 ? [Buffer.of(field * 8 + 2, ...varint(content.length)), content] : [];
  });
  return Buffer.concat(parts);
}

/** Whole numbers below 2^53. */
function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) | 0x80);
  return [...bytes, rest];
}
