/** A message that names series: id, name, unit. */
export function encodeNames(names: readonly (readonly [id: number, name: string, unit?: string])[]): Buffer {
  const entries = names.map(([id, name, unit = '']) => {
    const head = Buffer.alloc(5);
    head.writeUInt16LE(id, 0);
    head.writeUInt8(Buffer.byteLength(unit), 2);
    head.writeUInt16LE(Buffer.byteLength(name), 3);
    return Buffer.concat([head, Buffer.from(unit), Buffer.from(name)]);
  });
  return Buffer.concat([Buffer.of(1), ...entries]);
}

/** A message of readings; with `baseMs` each has its time, and with `isShort` its value in 32 bits. */
export function encodeReadings(
  readings: readonly (readonly [id: number, value: number, atMs?: number])[],
  { baseMs, isShort = false }: { readonly baseMs?: number; readonly isShort?: boolean } = {},
): Buffer {
  const entries = readings.map(([id, value, atMs = 0]) => {
    const id16 = Buffer.alloc(2);
    id16.writeUInt16LE(id);
    const delta = Buffer.alloc(baseMs === undefined ? 0 : 4);
    if (baseMs !== undefined) delta.writeInt32LE(atMs - baseMs);
    const number = Buffer.alloc(isShort ? 4 : 8);
    if (isShort) number.writeFloatLE(value);
    else number.writeDoubleLE(value);
    return Buffer.concat([id16, delta, number]);
  });
  const base = Buffer.alloc(baseMs === undefined ? 0 : 8);
  if (baseMs !== undefined) base.writeBigUInt64LE(BigInt(baseMs));
  const kind = (baseMs === undefined ? 2 : 4) + (isShort ? 1 : 0);
  return Buffer.concat([Buffer.of(kind), base, ...entries]);
}
