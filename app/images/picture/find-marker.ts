/** Where the next marker of a JPEG begins that is no part of its picture data; -1: not before `end`. */
export function findMarker(bytes: Uint8Array, from: number, end: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0 && at + 1 < end; at = bytes.indexOf(0xff, at + 1)) {
    const code = bytes[at + 1]!;
    // 00 stuffs an FF of the data, D0 to D7 restart the decoder, FF fills.
    if (code !== 0 && code !== 0xff && (code < 0xd0 || code > 0xd7)) return at;
  }
  return -1;
}
