/** A piece of a file, `[from, to)`. */
export type Range = readonly [from: number, to: number];

/** The pieces behind each other, in memory of their own. */
export function joinRanges(bytes: Uint8Array, ranges: readonly Range[]): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(ranges.reduce((sum, [from, to]) => sum + to - from, 0));
  let at = 0;
  for (const [from, to] of ranges) {
    joined.set(bytes.subarray(from, to), at);
    at += to - from;
  }
  return joined;
}
