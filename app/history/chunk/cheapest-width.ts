const POSITION_BITS = 8;
/** Their count and their width. */
const PATCHES_HEAD_BITS = 16;

/**
 * The width in which `count` numbers take the fewest bits, and those bits, if what is wider gets the rest as a patch.
 * `widths[b]` says how many of the numbers need b bits.
 */
export function cheapestWidth(widths: Uint16Array, count: number): { widthBits: number; sizeBits: number } {
  let widestBits = widths.length - 1;
  while (widestBits > 0 && widths[widestBits] === 0) widestBits--;
  let cheapestBits = widestBits;
  let sizeBits = count * widestBits;
  let patches = 0;
  for (let bits = widestBits - 1; bits >= 0; bits--) {
    patches += widths[bits + 1]!;
    const size = count * bits + patches * (POSITION_BITS + widestBits - bits) + PATCHES_HEAD_BITS;
    if (size >= sizeBits) continue;
    cheapestBits = bits;
    sizeBits = size;
  }
  return { widthBits: cheapestBits, sizeBits };
}
