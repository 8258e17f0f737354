import { bitLength } from './bit-length.ts';
import type { BitWriter } from './bit-writer.ts';
import { cheapestWidth } from './cheapest-width.ts';
import { chooseCentre } from './choose-centre.ts';
import { BLOCK_POINTS, HAS_CENTRE, HAS_PATCHES, MAX_WIDTH_BITS } from './chunk-format.ts';
import { toZigzag } from './zigzag.ts';

const distances = new Float64Array(BLOCK_POINTS);
const uppers = new Float64Array(BLOCK_POINTS);
const widths = new Uint16Array(MAX_WIDTH_BITS + 1);

/**
 * Writes up to `BLOCK_POINTS` residuals, each as its distance from a common centre, all in the same few bits. The few that
 * need more get the rest of theirs as a patch (Zukowski et al., "Super-Scalar RAM-CPU Cache Compression", ICDE 2006: PFOR;
 * Yan et al., "Inverted Index Compression and Query Processing with Optimized Document Ordering", WWW 2009: the rest
 * apart). Gives the centre; it is written only when it is not that of the block before.
 */
export function encodeBlock(
  writer: BitWriter,
  residuals: Float64Array,
  from: number,
  count: number,
  lastCentre: number,
): number {
  const centre = chooseCentre(residuals, from, count);
  const widestBits = measure(residuals, from, count, centre);
  const widthBits = cheapestWidth(widths, count).widthBits;
  const flags = (centre === lastCentre ? 0 : HAS_CENTRE) | (widthBits < widestBits ? HAS_PATCHES : 0);
  writer.writeByte(widthBits | flags);
  if (flags & HAS_CENTRE) writer.writeSigned(centre);
  if (flags & HAS_PATCHES) writePatches(writer, count, widthBits, widestBits - widthBits);
  writer.writePacked(distances, count, widthBits);
  return centre;
}

/** Gives the bits of the greatest distance. */
function measure(residuals: Float64Array, from: number, count: number, centre: number): number {
  widths.fill(0);
  let widestBits = 0;
  for (let i = 0; i < count; i++) {
    const distance = toZigzag(residuals[from + i]! - centre);
    const bits = bitLength(distance);
    distances[i] = distance;
    widths[bits]!++;
    if (bits > widestBits) widestBits = bits;
  }
  return widestBits;
}

function writePatches(writer: BitWriter, count: number, widthBits: number, patchBits: number): void {
  const unit = 2 ** widthBits;
  let patches = 0;
  for (let i = 0; i < count; i++) if (distances[i]! >= unit) patches++;
  writer.writeByte(patches);
  writer.writeByte(patchBits);
  let at = 0;
  for (let i = 0; i < count; i++) {
    if (distances[i]! < unit) continue;
    writer.writeByte(i);
    uppers[at++] = Math.floor(distances[i]! / unit);
  }
  writer.writePacked(uppers, patches, patchBits);
}
