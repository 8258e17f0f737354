/** Of a page of 8 kB, what is left for rows. */
const PAGE_ROOM_BYTES = 8_150;

/** What a row takes beside its packed points: stats, times, their types and its place on the page. */
const ROW_BYTES = 95;

/**
 * Puts chunks into an order in which they fill pages well: rows are written one behind the other, and one that does not
 * fit any more begins a page and leaves the rest of the one before empty. The largest go first, each onto the first page
 * that has room (first-fit decreasing; Johnson, 1973), which leaves a few hundredths empty where chance leaves a quarter.
 */
export function fillPages<Chunk extends { readonly packed: Uint8Array }>(chunks: readonly Chunk[]): Chunk[] {
  const pages: { room: number; readonly chunks: Chunk[] }[] = [];
  for (const chunk of chunks.toSorted((a, b) => b.packed.length - a.packed.length)) {
    const size = chunk.packed.length + ROW_BYTES;
    const page = pages.find(({ room }) => room >= size);
    if (page) {
      page.room -= size;
      page.chunks.push(chunk);
    } else pages.push({ room: PAGE_ROOM_BYTES - size, chunks: [chunk] });
  }
  return pages.flatMap(page => page.chunks);
}
