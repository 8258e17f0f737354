import type { BitReader } from './bit-reader.ts';
import { BLOCK_POINTS, HAS_CENTRE, HAS_PATCHES, MAX_WIDTH_BITS, WIDTH_MASK } from './chunk-format.ts';
import { CorruptChunkError } from './corrupt-chunk-error.ts';
import { fromZigzag } from './zigzag.ts';

const TWO_TO_31 = 2 ** 31;

const positions = new Uint8Array(BLOCK_POINTS);
const uppers = new Float64Array(BLOCK_POINTS);

/** Writes `count` residuals into `out` from `at` on, and gives their centre. */
export function decodeBlock(
  reader: BitReader,
  out: Float64Array,
  at: number,
  count: number,
  lastCentre: number,
): number {
  const head = reader.readByte();
  const widthBits = head & WIDTH_MASK;
  const centre = head & HAS_CENTRE ? reader.readSigned() : lastCentre;
  if (widthBits > MAX_WIDTH_BITS) throw new CorruptChunkError('A block of the chunk is too wide');
  const patches = head & HAS_PATCHES ? readPatches(reader, count, widthBits) : 0;
  reader.readPacked(out, at, count, widthBits);
  for (let i = 0; i < patches; i++) out[at + positions[i]!]! += uppers[i]! * 2 ** widthBits;
  addCentre(out, at, at + count, centre);
  return centre;
}

/** Gives how many there are. */
function readPatches(reader: BitReader, count: number, widthBits: number): number {
  const patches = reader.readByte();
  const patchBits = reader.readByte();
  if (patches > count || widthBits + patchBits > MAX_WIDTH_BITS)
    throw new CorruptChunkError('Patches of the chunk are too large');
  for (let i = 0; i < patches; i++) {
    positions[i] = reader.readByte();
    if (positions[i]! >= count) throw new CorruptChunkError('A patch of the chunk is out of place');
  }
  reader.readPacked(uppers, 0, patches, patchBits);
  return patches;
}

/** Small distances in 32-bit arithmetic, which saves nearly half the time of decoding a chunk. */
function addCentre(out: Float64Array, from: number, to: number, centre: number): void {
  for (let i = from; i < to; i++) {
    const distance = out[i]!;
    if (distance < TWO_TO_31) out[i] = centre + ((distance >>> 1) ^ -(distance & 1));
    else out[i] = centre + fromZigzag(distance);
  }
}
