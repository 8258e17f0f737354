const CHUNK_CHARS = 32 * 1024;

/** Lines as bytes, in chunks of a size that is worth sending: a long table is never held as one text. */
export function* textChunks(lines: Iterable<string>): Generator<Uint8Array> {
  const encoder = new TextEncoder();
  let text = '';
  for (const line of lines) {
    text += line;
    if (text.length < CHUNK_CHARS) continue;
    yield encoder.encode(text);
    text = '';
  }
  if (text !== '') yield encoder.encode(text);
}
