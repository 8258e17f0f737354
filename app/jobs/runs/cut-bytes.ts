const CUT = ' … (cut)';

/** The text in at most so many bytes, on whole characters; what was cut says so. */
export function cutBytes(text: string, maxBytes: number): string {
  // A character of a string is at most three bytes.
  if (text.length * 3 <= maxBytes || Buffer.byteLength(text) <= maxBytes) return text;
  const room = Buffer.from(text).subarray(0, maxBytes - Buffer.byteLength(CUT));
  return room.toString('utf8').replace(/\ufffd+$/, '') + CUT;
}
