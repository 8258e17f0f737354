import { writeVarint } from './varint.ts';

const MAX_VARINT_BYTES = 5;
/** A literal whose length less one follows in four bytes. */
const LITERAL_4 = 63 << 2;

/** A block of the snappy format that holds the bytes as they are, in one literal: valid, and next to no work on either side. */
export function storeSnappy(plain: Uint8Array): Buffer {
  const block = Buffer.allocUnsafe(MAX_VARINT_BYTES + 5 + plain.length);
  let at = writeVarint(block, 0, plain.length);
  if (plain.length === 0) return block.subarray(0, at);
  at = block.writeUInt8(LITERAL_4, at);
  at = block.writeUInt32LE(plain.length - 1, at);
  block.set(plain, at);
  return block.subarray(0, at + plain.length);
}
