import { bitLength } from './bit-length.ts';
import type { BitWriter } from './bit-writer.ts';
import { BLOCK_POINTS } from './chunk-limits.ts';
import { median } from './median.ts';
import { toZigzag } from './zigzag.ts';

/** Head byte of a block: its width in bits, and what follows. */
export const WIDTH_MASK = 0x3f;
export const HAS_CENTRE = 0x40;
export const HAS_PATCHES = 0x80;

const SAMPLES = 15;
const POSITION_BITS = 8;
/** Count and width of the patches. */
const PATCHES_HEAD_BITS = 16;

const sample = new Float64Array(SAMPLES);
const distances = new Float64Array(BLOCK_POINTS);
const highs = new Float64Array(BLOCK_POINTS);
const counts = new Uint8Array(54);

/**
 * Writes up to `BLOCK_POINTS` residuals, each as its distance from a common centre, all in the same few bits. The few that
 * need more get the rest of theirs as a patch (Zukowski et al., "Super-Scalar RAM-CPU Cache Compression", ICDE 2006: PFOR;
 * Yan et al., WWW 2009: the rest apart). Gives the centre; it is written only when it is not that of the block before.
 */
export function encodeBlock(
  writer: BitWriter,
  residuals: Float64Array,
  from: number,
  count: number,
  lastCentre: number,
): number {
  const centre = centreOf(residuals, from, count);
  counts.fill(0);
  let widest = 0;
  for (let i = 0; i < count; i++) {
    const distance = toZigzag(residuals[from + i]! - centre);
    const bits = bitLength(distance);
    distances[i] = distance;
    counts[bits]!++;
    if (bits > widest) widest = bits;
  }
  const widthBits = cheapestWidth(count, widest);
  const hasCentre = centre !== lastCentre;
  writer.writeByte(widthBits | (hasCentre ? HAS_CENTRE : 0) | (widthBits < widest ? HAS_PATCHES : 0));
  if (hasCentre) writer.writeSigned(centre);
  if (widthBits < widest) writePatches(writer, count, widthBits, widest - widthBits);
  writer.writePacked(distances, count, widthBits);
  return centre;
}

/** The middle one of a few: no outlier moves it, and it costs less than sorting. */
function centreOf(residuals: Float64Array, from: number, count: number): number {
  const samples = Math.min(SAMPLES, count);
  for (let i = 0; i < samples; i++) sample[i] = residuals[from + Math.floor((i * count) / samples)]!;
  return median(sample, samples);
}

function cheapestWidth(count: number, widest: number): number {
  let best = widest;
  let bestBits = count * widest;
  let patches = 0;
  for (let width = widest - 1; width >= 0; width--) {
    patches += counts[width + 1]!;
    const bits = count * width + patches * (POSITION_BITS + widest - width) + PATCHES_HEAD_BITS;
    if (bits >= bestBits) continue;
    best = width;
    bestBits = bits;
  }
  return best;
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
    highs[at++] = Math.floor(distances[i]! / unit);
  }
  writer.writePacked(highs, patches, patchBits);
}
