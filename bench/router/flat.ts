/** The same text as one piece: a text put together stays in parts, which are slower to read, and so unfair to whoever gets it. */
export function flat(text: string): string {
  return Buffer.from(text).toString();
}
