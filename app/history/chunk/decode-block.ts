import type { BitReader } from './bit-reader.ts';
import { BLOCK_POINTS } from './chunk-limits.ts';
import { CorruptChunkError } from './corrupt-chunk-error.ts';
import { HAS_CENTRE, HAS_PATCHES, WIDTH_MASK } from './encode-block.ts';
import { fromZigzag } from './zigzag.ts';

const MAX_WIDTH_BITS = 53;

const positions = new Uint8Array(BLOCK_POINTS);
const highs = new Float64Array(BLOCK_POINTS);

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
  const patches = head & HAS_PATCHES ? readPatches(reader, count, widthBits) : 0;
  if (widthBits > MAX_WIDTH_BITS) throw new CorruptChunkError('A block of the chunk is too wide');
  reader.readPacked(out, at, count, widthBits);
  const unit = 2 ** widthBits;
  for (let i = 0; i < patches; i++) out[at + positions[i]!]! += highs[i]! * unit;
  for (let i = at; i < at + count; i++) out[i] = centre + fromZigzag(out[i]!);
  return centre;
}

function readPatches(reader: BitReader, count: number, widthBits: number): number {
  const patches = reader.readByte();
  const patchBits = reader.readByte();
  if (patches > count || widthBits + patchBits > MAX_WIDTH_BITS)
    throw new CorruptChunkError('A patch of the chunk is too large');
  for (let i = 0; i < patches; i++) {
    positions[i] = reader.readByte();
    if (positions[i]! >= count) throw new CorruptChunkError('A patch of the chunk is out of place');
  }
  reader.readPacked(highs, 0, patches, patchBits);
  return patches;
}
