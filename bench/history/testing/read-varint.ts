/** The number that begins there, and the place after it. */
export function readVarint(bytes: Buffer, start: number): { value: number; end: number } {
  let [value, factor, end] = [0, 1, start];
  for (;;) {
    const byte = bytes.readUInt8(end++);
    value += (byte & 0x7f) * factor;
    factor *= 0x80;
    if (byte < 0x80) return { value, end };
  }
}
